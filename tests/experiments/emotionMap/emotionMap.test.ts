import { describe, expect, it } from 'vitest'
import { emotionMap } from '../../../src/experiments/emotionMap/emotionMap.ts'
import { reachedByGaussian } from '../../../src/experiments/emotionMap/emotionMapClaims.ts'
import { traits } from '../../../src/experiments/emotionMap/emotionMapTraits.ts'
import type { Claim } from '../../../src/experiments/experiment.ts'
import { Measured, type Measurement } from '../../../src/experiments/measured.ts'
import { runTasks } from '../../../src/experiments/runTasks.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { pearson } from '../../../src/math/rankCorrelation.ts'
import { rowComponents } from '../../../src/math/rowComponents.ts'
import { stream } from '../../../src/math/seededStream.ts'
import { quantile } from '../../../src/math/statistics.ts'
import { dot } from '../../../src/math/vector.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { plantedWords } from '../plantedWords.ts'
import { claimsOf, runWhole } from '../runWhole.ts'
import {
  aroused,
  fifth,
  fourth,
  held,
  planted,
  pleasant,
  type State,
  templates,
  texts,
  third,
  words,
} from './plantedMap.ts'

const claimOf = (claims: readonly Claim[], name: string) =>
  claims.find((claim) => claim.name === name)!

describe('the map, on planted models', () => {
  it('shows valence and arousal where a model spreads words along them, and no clusters', async () => {
    const { claims, items } = await runWhole(emotionMap, plantedWords(planted(held)), texts)
    expect(claimsOf(claims)).toEqual({
      valence: 'shown',
      arousal: 'shown',
      'valence beyond its sign': 'shown',
      clusters: 'not shown',
    })
    expect(items.rows).toHaveLength(words.length)
    const x = items.columns.indexOf('component 1')
    const along = items.rows.map((row) => Number(row[x]))
    expect(pearson(along, pleasant)).toBeGreaterThan(0.8) // pleasant to the right, aroused upward
  })

  it('shows neither where the words spread along something else, with the smallest r it could have seen', async () => {
    const other: State = (w) => ({ a: 3 * third[w]!, b: 2 * fourth[w]! })
    const { claims } = await runWhole(emotionMap, plantedWords(planted(other)), texts)
    expect(claimOf(claims, 'valence').verdict).toBe('not shown')
    expect(claimOf(claims, 'arousal').verdict).toBe('not shown')
    expectDetectable(claims.filter(({ name }) => name !== 'clusters'))
  })

  it('tells the sign of valence from its order', async () => {
    const sign: State = (w) => ({ a: 3 * Math.sign(pleasant[w]!), b: 2 * aroused[w]! })
    const { claims } = await runWhole(emotionMap, plantedWords(planted(sign)), texts)
    expect(claimOf(claims, 'valence').verdict).toBe('shown')
    expect(claimOf(claims, 'valence beyond its sign').verdict).toBe('not shown')
  })

  it('shows clusters that every start and every template finds', async () => {
    const kinds: State = (w) => ({ [`kind ${w % 8}`]: 6 })
    const { claims } = await runWhole(emotionMap, plantedWords(planted(kinds)), texts)
    expect(claimOf(claims, 'clusters').verdict).toBe('shown')
  })
})

describe('the controls of the map', () => {
  it('Gaussian vectors bite where a correlation is no larger than they reach', async () => {
    const faint: State = (w) => ({
      a: 6 * (0.42 * pleasant[w]! + 0.9 * third[w]!),
      ...{ b: 3 * fourth[w]!, c: 3 * fifth[w]! },
    })
    const { claims } = await runWhole(emotionMap, plantedWords(planted(faint), 'constant'), texts)
    const claim = claimOf(claims, 'valence')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'Gaussian vectors').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('the embedding bites where the words alone spread as much', async () => {
    const { claims } = await runWhole(emotionMap, plantedWords(planted(held), 'as blocks'), texts)
    const claim = claimOf(claims, 'valence')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'embedding').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('the embedding bites where it orders the words of a sign the other way round', async () => {
    const backwards = (w: number) => ({ a: 9 * Math.sign(pleasant[w]!) - 3 * pleasant[w]! })
    const { claims } = await runWhole(
      emotionMap,
      plantedWords({
        ...planted(held),
        embedded: (piece) => {
          const w = words.indexOf(piece.trim())
          return w < 0 ? {} : backwards(w)
        },
      }),
      texts,
    )
    const claim = claimOf(claims, 'valence beyond its sign')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'embedding').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('other templates bite where only some of the sentences carry the axis', async () => {
    const half: State = (w, t) => (t !== null && t < 2 ? held(w, t) : { c: 3 * third[w]! })
    const { claims } = await runWhole(emotionMap, plantedWords(planted(half), 'constant'), texts)
    const claim = claimOf(claims, 'valence')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'other templates').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('other starts bite where words lie evenly and every sentence says the same', async () => {
    const apart: State = (w) => ({ [`only ${w}`]: 5 })
    const port = plantedWords({ ...planted(apart), noise: 0 })
    const { claims } = await runWhole(emotionMap, port, texts)
    const claim = claimOf(claims, 'clusters')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'other starts').verdict).toBe('shown')
  })

  it('other templates bite where they put the words into other clusters', async () => {
    const kinds: State = (w, t) =>
      t !== null && t < 2 ? { [`kind ${w % 8}`]: 20 } : { [`row ${Math.floor(w / 7)}`]: 2 }
    const { claims } = await runWhole(emotionMap, plantedWords(planted(kinds)), texts)
    const claim = claimOf(claims, 'clusters')
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'other templates').verdict).toBe('shown')
  })

  it('what Gaussian vectors reach is what the components of such vectors have', () => {
    const rated = texts.ratings.slice(0, 20).map((rating, at) => ({ ...rating, at }))
    const random = stream(8)
    const reached = Array.from({ length: 150 }, () => {
      const vectors = words
        .slice(0, 30)
        .map(() => new Float32Array(16).map(() => random.gaussian()))
      const [first] = rowComponents(vectors, 1)!.vectors
      const scores = rated.map(({ at }) => dot(vectors[at]!, first!))
      return Math.abs(
        pearson(
          scores,
          rated.map(({ valence }) => valence),
        )!,
      )
    })
    const drawn = reachedByGaussian(traits[0]!, rated, 1)
    expect(Math.abs(drawn - quantile(reached, 0.95))).toBeLessThan(0.08)
  })
})

describe('the map on part of its measurements and on own texts', () => {
  it('says nothing before twelve rated words are read', async () => {
    const { ground } = plantedWords({})
    const plan = emotionMap.plan(ground, texts)
    expect(await plan.analyze(new Measured(new Map()))).toBeNull()
    expect(plan.tasks.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `words ${n}`))
  })

  it('says nothing where a model reads all words alike', async () => {
    const { model, ground } = plantedWords({ ...planted(() => ({})), noise: 0 })
    const plan = emotionMap.plan(ground, texts)
    const found = new Map<string, Measurement>()
    for await (const { task, measurement } of runTasks(plan, model, new Set()))
      found.set(task, measurement)
    expect(await plan.analyze(new Measured(found))).toBeNull()
  })

  it.each<[string, Record<string, unknown>]>([
    ['templates must have at least 4 templates', { templates: templates.slice(1) }],
    ['templates[1] must hold {X}', { templates: ['a {X}.', 'b', 'c {X}.', 'd {X}.'] }],
    ['words must have at least 20 words', { words: words.slice(31) }],
    ['words must not have “word1” twice', { words: [...words, 'word1'] }],
    ['words[0] must be one word or a short phrase', { words: [' <b>x</b>', ...words] }],
    ['ratings must rate at least 12 words', { ratings: texts.ratings.slice(0, 11) }],
    [
      'ratings[0].word must be one of the words',
      { ratings: [{ word: 'x', valence: 0, arousal: 0 }] },
    ],
    [
      'ratings[0].valence must lie between -1 and 1',
      { ratings: [{ word: 'word0', valence: 7, arousal: 0 }] },
    ],
    ['ratings[0].arousal must be a number', { ratings: [{ word: 'word0', valence: 0 }] }],
    ['ratings must not rate a word twice', { ratings: [...texts.ratings, texts.ratings[0]] }],
    [
      'ratings must not give every word the same valence',
      { ratings: texts.ratings.map((rating) => ({ ...rating, valence: 0.5 })) },
    ],
    ['ratings must be a list', { ratings: undefined }],
  ])('refuses texts: %s', (sentence, change) => {
    const { ground } = plantedWords({})
    expect(() => emotionMap.plan(ground, { ...texts, ...change })).toThrow(sentence)
  })
})

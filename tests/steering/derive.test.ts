import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { LabError } from '../../src/labError.ts'
import { stream } from '../../src/math/seededStream.ts'
import { mean, median, standardDeviation } from '../../src/math/statistics.ts'
import { cosine, dot, norm } from '../../src/math/vector.ts'
import { type ContrastSet, parseContrastSet } from '../../src/steering/contrastSet.ts'
import { gatherStatistics } from '../../src/steering/contrastStatistics.ts'
import { deriveDirections } from '../../src/steering/derive.ts'
import { directionsFrom } from '../../src/steering/directionRecipe.ts'
import { type DirectionSet, directionAt, type Recipe } from '../../src/steering/directionSet.ts'
import { contrastHash } from '../../src/steering/hash.ts'
import { labVersion } from '../../src/steering/labVersion.ts'
import type { TextSource } from '../../src/steering/steerableModel.ts'
import { contrastFile, dModel, nLayers, planted, plantedModel } from './fakeModel.ts'

const recipes: Recipe[] = ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate']
const base = { name: 'calm to desperate', code: labVersion }
const passport = { name: 'x', model: 'x', modelHash: 'x', contrastHash: 'x', code: 'x' }

async function derived(
  contrast: ContrastSet,
  recipe: Recipe,
  noise?: number,
): Promise<DirectionSet> {
  for await (const event of deriveDirections(plantedModel(noise).model, contrast, recipe, base))
    if (event.type === 'derived') return event.directions
  throw new TypeError('nothing was derived')
}

/** What one pass of the planted model over the texts gives. */
async function gathered(contrast: ContrastSet, wanted: readonly Recipe[] = recipes) {
  const pass = gatherStatistics(plantedModel().model, contrast, wanted)
  let step = await pass.next()
  while (!step.done) step = await pass.next()
  return step.value
}

/** The same texts with the sides of half of the pairs that are read, and of half of the words, exchanged at random. */
function shuffled(contrast: ContrastSet, seed: number): ContrastSet {
  const { situationPairs, feel } = contrast
  const half = (indexes: readonly number[], of: string) => {
    const random = stream(seed, 'shuffle', of)
    const dealt = indexes.map((index) => ({ index, key: random.uniform() }))
    dealt.sort((a, b) => a.key - b.key)
    return new Set(dealt.slice(0, indexes.length / 2).map(({ index }) => index))
  }
  const read = [...situationPairs.keys()].filter((index) => !situationPairs[index]?.heldOut)
  const pairs = half(read, 'pairs')
  const words = half([0, 1, 2, 3, 4, 5], 'words') // six of each side are read
  const { calmWords, desperateWords } = feel
  return {
    ...contrast,
    situationPairs: situationPairs.map((pair, index) =>
      pairs.has(index) ? { ...pair, calm: pair.desperate, desperate: pair.calm } : pair,
    ),
    feel: {
      ...feel,
      calmWords: calmWords.map((word, i) => (words.has(i) ? desperateWords[i]! : word)),
      desperateWords: desperateWords.map((word, i) => (words.has(i) ? calmWords[i]! : word)),
    },
  }
}

describe('deriveDirections', () => {
  const contrast = parseContrastSet(contrastFile())

  it.each(recipes)('finds the planted direction by %s, from calm to desperate', async (recipe) => {
    const set = await derived(contrast, recipe, 0.1)
    for (let layer = 0; layer < nLayers; layer++) {
      const direction = directionAt(set, layer)
      expect(norm(direction)).toBeCloseTo(1, 5)
      // The nuisance of neutral text lies on axis 0: it swamps raw differences, and is projected out of others.
      expect(cosine(direction.subarray(1), planted(layer).subarray(1))).toBeGreaterThan(0.95)
    }
  })

  it('takes the nuisance of neutral text out of the pairs', async () => {
    const set = await derived(contrast, 'pairs-minus-neutral')
    expect(set.neutralComponents).toEqual([1, 1, 1])
    for (let layer = 0; layer < nLayers; layer++)
      expect(Math.abs(directionAt(set, layer)[0]!)).toBeLessThan(0.05)
  })

  // By chance a cosine in these 23 dimensions has a mean of 0 and an SD of 1 / √23; the bounds are three of its own SD.
  it('finds nothing by any recipe when the labels are shuffled', async () => {
    const persons = ['I', 'you', 'he', 'she', 'they', 'Ann']
    const many = parseContrastSet(contrastFile('resting', 'sinking', persons))
    const likeness = async (set: ContrastSet) => {
      const statistics = await gathered(set)
      return recipes.map((recipe) => {
        const direction = directionAt(directionsFrom(statistics, recipe, passport), 1)
        return cosine(direction.subarray(1), planted(1).subarray(1))
      })
    }
    expect(Math.min(...(await likeness(many)))).toBeGreaterThan(0.9)
    const dealt: number[][] = [] // (seed, recipe)
    for (let seed = 0; seed < 12; seed++) dealt.push(await likeness(shuffled(many, seed)))
    const chance = 1 / Math.sqrt(dModel - 1)
    for (const [at, recipe] of recipes.entries()) {
      const cosines = dealt.map((row) => row[at]!)
      expect(Math.abs(mean(cosines)), recipe).toBeLessThan((3 * chance) / Math.sqrt(12))
      expect(Math.max(...cosines.map(Math.abs)), recipe).toBeLessThan(3 * chance)
    }
  })

  it('leaves held-out pairs out and never reads position 0', async () => {
    const { model, asked, idsOf } = plantedModel()
    for await (const _ of deriveDirections(model, contrast, 'calm-to-desperate', base));
    const [pairs, feel, neutral] = asked
    expect(asked).toHaveLength(3)
    expect(pairs?.sequences).toHaveLength(14 * 2)
    expect(feel?.sequences).toHaveLength(8 * 6 * 2)
    expect(neutral?.sequences).toHaveLength(12)
    const [port] = idsOf('port')
    expect(pairs?.sequences.some(({ ids }) => ids.includes(port!))).toBe(false)
    for (const request of asked)
      for (const { ids, positions } of request.sequences) {
        expect(positions).not.toContain(0)
        expect(positions.at(-1)).toBe(ids.length - 1)
      }
    expect(feel?.sequences.every(({ positions }) => positions.length === 1)).toBe(true)
    const { ids } = await model.tokenize({
      kind: 'chat',
      messages: [{ role: 'user', content: 'question 0?' }],
    })
    expect(neutral?.sequences[0]?.positions[0]).toBe(ids.length)
  })

  it('states norm, mean and SD of the neutral answer tokens', async () => {
    const { model, asked } = plantedModel()
    let set: DirectionSet | null = null
    for await (const event of deriveDirections(model, contrast, 'feel', base))
      if (event.type === 'derived') set = event.directions
    const norms: number[] = []
    const projections: number[] = []
    const neutral = asked.at(-1)!
    for await (const { residual, positions } of model.capture(neutral))
      for (let p = 0; p < positions.length; p++) {
        const at = (2 * positions.length + p) * dModel
        const h = residual.subarray(at, at + dModel)
        norms.push(norm(h))
        projections.push(dot(h, directionAt(set!, 2)))
      }
    expect(set!.passport.neutralTokens).toBe(norms.length)
    expect(set!.typicalNorms[2]).toBeCloseTo(median(norms), 4)
    expect(set!.readingSd[2]).toBeCloseTo(standardDeviation(projections), 4)
    expect(dot(set!.neutralMeans.subarray(2 * dModel), directionAt(set!, 2))).toBeCloseTo(
      mean(projections),
      4,
    )
    expect(set!.neutralComponents).toEqual([0, 0, 0])
  })

  it('writes a passport from which the directions can be made again', async () => {
    const set = await derived(contrast, 'pairs')
    expect(set.passport).toEqual({
      name: 'calm to desperate',
      model: 'planted',
      modelHash: 'a'.repeat(64),
      contrastHash: await contrastHash(contrast),
      recipeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      recipe: 'pairs',
      code: packageJson.version,
      neutralTokens: set.passport.neutralTokens,
    })
    expect((await derived(contrast, 'pairs')).directions).toEqual(set.directions)
  })

  it('stops the model when the loop is left early', async () => {
    const { model, state } = plantedModel()
    for await (const _ of deriveDirections(model, contrast, 'pairs', base)) break
    expect(state).toEqual({ captures: 1, closed: true })
  })

  it('has a passport with another recipe hash when the tokenizer gives other ids', async () => {
    const { recipeHash } = (await derived(contrast, 'pairs')).passport
    expect((await derived(contrast, 'pairs')).passport.recipeHash).toBe(recipeHash)
    for (const other of ['feel', 'pairs-minus-neutral'] as const)
      expect((await derived(contrast, other)).passport.recipeHash).not.toBe(recipeHash)
    const { model } = plantedModel()
    const other = {
      ...model,
      tokenize: async (source: TextSource) => {
        const tokenized = await model.tokenize(source)
        const ids = source.kind === 'chat' ? [...tokenized.ids, 1] : tokenized.ids
        return { ...tokenized, ids }
      },
    }
    for await (const event of deriveDirections(other, contrast, 'pairs', base))
      if (event.type === 'derived')
        expect(event.directions.passport.recipeHash).not.toBe(recipeHash)
    expect.assertions(4)
  })

  it('hears a cancel that waits in the queue while it computes', async () => {
    let cancelled = false
    setImmediate(() => {
      cancelled = true
    })
    let events = 0
    for await (const _ of deriveDirections(plantedModel().model, contrast, 'pairs', base)) {
      events++
      if (cancelled) break
    }
    expect(events).toBeLessThan(4)
  })

  it('refuses texts that do not differ, with a sentence', async () => {
    await expect(derived(parseContrastSet(contrastFile('boat', 'boat')), 'pairs')).rejects.toThrow(
      LabError,
    )
    await expect(derived(parseContrastSet(contrastFile('boat', 'boat')), 'pairs')).rejects.toThrow(
      /same residuals at block 0/,
    )
  })

  it('refuses residuals that are not finite', async () => {
    await expect(derived(contrast, 'pairs', Number.NaN)).rejects.toThrow(/not finite/)
  })
})

describe('gatherStatistics', () => {
  it('serves all recipes in one pass, with what each alone would give', async () => {
    const contrast = parseContrastSet(contrastFile())
    const statistics = await gathered(contrast)
    for (const recipe of recipes) {
      const set = directionsFrom(statistics, recipe, passport)
      const alone = await derived(contrast, recipe)
      expect(set.directions).toEqual(alone.directions)
      expect(set.readingSd).toEqual(alone.readingSd)
    }
  })

  it('throws when a recipe was not asked for', async () => {
    const statistics = await gathered(parseContrastSet(contrastFile()), ['pairs'])
    expect(() => directionsFrom(statistics, 'feel', passport)).toThrow(RangeError)
    expect(() => directionsFrom(statistics, 'pairs-minus-neutral', passport)).toThrow(RangeError)
  })
})

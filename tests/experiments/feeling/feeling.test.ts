import { describe, expect, it } from 'vitest'
import { feeling } from '../../../src/experiments/feeling/feeling.ts'
import type { FeelingTexts } from '../../../src/experiments/feeling/feelingTexts.ts'
import { Measured } from '../../../src/experiments/measured.ts'
import { wordTemplates } from '../../../src/experiments/reading/emotionWords.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { plantedWords } from '../plantedWords.ts'
import { claimsOf, runWhole } from '../runWhole.ts'

type Emotion = FeelingTexts['emotions'][number]
type State = (emotion: Emotion) => Record<string, number>

const shipped = feeling.texts as FeelingTexts

/** What a model holds at the end of the sentences with an emotion's words, and within its scenes. */
function planted({ emotions }: FeelingTexts, words: State, scenes: State) {
  const ofSentence = new Map(
    emotions.flatMap((emotion) =>
      emotion.words.flatMap((word) =>
        wordTemplates.map((template) => [template.replaceAll('{X}', word), emotion] as const),
      ),
    ),
  )
  return (context: string): Record<string, number> => {
    const said = ofSentence.get(context)
    if (said) return words(said)
    const shown = emotions.filter((each) => each.scenes.some((scene) => scene.startsWith(context)))
    return shown.length === 1 ? scenes(shown[0]!) : {}
  }
}

const own: State = ({ name }) => ({ [name]: 3 })

/** Twelve emotions with so many short scenes each. */
const ownTexts = (scenesOf: (index: number) => number): FeelingTexts => ({
  emotions: shipped.emotions.map(({ name, tone, words }, e) => ({
    ...{ name, tone, words: words.slice(0, 1) },
    scenes: Array.from({ length: scenesOf(e) }, (_, i) => `Plate${e}x${i} was on the table`),
  })),
})

describe('feeling, on planted models', () => {
  it('is shown for a model that holds the emotion of a scene, beyond its tone, and needs no centering', async () => {
    const { claims } = await runWhole(feeling, plantedWords({ state: planted(shipped, own, own) }))
    expect(claimsOf(claims)).toEqual({
      'centered, first 3': 'shown',
      'centered, first 1': 'shown',
      centering: 'not shown',
      'beyond pleasant and unpleasant': 'shown',
    })
  })

  it('shows what centering is for where all scenes share what looks like some of the emotions', async () => {
    const shared: State = ({ name }) => ({ [name]: 2, sad: 9, bored: 9, hopeful: 9, calm: 9 })
    const port = plantedWords({ state: planted(shipped, own, shared) })
    const { claims, figures } = await runWhole(feeling, port)
    expect(claimsOf(claims)['centering']).toBe('shown')
    expect(figures.map(({ kind }) => kind)).toEqual([
      'intervals',
      'intervals',
      'intervals',
      'matrix',
      'matrix',
    ])
  })

  it('is not shown for a model that holds nothing of the scenes, with the share it could have told from chance', async () => {
    const { claims } = await runWhole(
      feeling,
      plantedWords({ state: planted(shipped, own, () => ({})) }),
    )
    expect(new Set(claims.map(({ verdict }) => verdict))).toEqual(new Set(['not shown']))
    const chance = claims[0]!.controls.find(({ name }) => name === 'chance') as { value: number }
    expect(claims[0]!.detectable).toBeGreaterThan(chance.value)
    expectDetectable(claims)
  })

  it('does not take the tone alone for the emotion', async () => {
    const tone: State = ({ tone }) => ({ [tone]: 3 })
    const { claims } = await runWhole(
      feeling,
      plantedWords({ state: planted(shipped, tone, tone) }),
    )
    const verdicts = claimsOf(claims)
    expect(verdicts['centered, first 3']).toBe('shown')
    expect(verdicts['beyond pleasant and unpleasant']).toBe('not shown')
    expectDetectable(claims)
  })

  it('is less sure of other emotions than of other scenes where a few emotions carry all that is found', async () => {
    const few = shipped.emotions.slice(0, 4).map(({ name }) => name)
    const some: State = ({ name }) => (few.includes(name) ? { [name]: 3 } : {})
    const { claims } = await runWhole(feeling, plantedWords({ state: planted(shipped, own, some) }))
    const [scenes, emotions] = claims[0]!.effects
    expect(emotions!.name).toBe('found, drawn over emotions')
    expect(emotions!.value).toBeCloseTo(scenes!.value, 12)
    expect(emotions!.high - emotions!.low).toBeGreaterThan(scenes!.high - scenes!.low)
    expectDetectable(claims)
  })
})

describe('the controls of feeling', () => {
  it('the embedding bites where the words of the scenes say as much', async () => {
    const { claims } = await runWhole(
      feeling,
      plantedWords({ state: planted(shipped, own, own) }, 'as blocks'),
    )
    for (const name of ['centered, first 3', 'centered, first 1']) {
      const claim = claims.find((each) => each.name === name)!
      expect(claim.verdict).toBe('not shown')
      expect(judgeWithout(claim.conditions, 'embedding').verdict).toBe('shown')
      expect(claim.detectable).toBeGreaterThanOrEqual(claim.effects[0]!.value) // all are found
    }
  })

  it('shuffled labels bite where most scenes are of a few emotions that are guessed often', async () => {
    const texts = ownTexts((e) => (e < 3 ? 24 : 2))
    const common = texts.emotions.slice(0, 3).map(({ name }) => name)
    const leaning: State = ({ name }) => ({ [name]: 0.5, axis: common.includes(name) ? 30 : -10 })
    const port = plantedWords({ state: planted(texts, leaning, () => ({})) }, 'constant')
    const { claims } = await runWhole(feeling, port, texts)
    const claim = claims.find(({ name }) => name === 'centered, first 3')!
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'shuffled labels').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('random directions bite where the scenes of an emotion are alike and a few kinds lie well by luck', async () => {
    const texts = ownTexts(() => 12)
    const lucky = texts.emotions.slice(0, 2).map(({ name }) => name)
    const alike: State = ({ name }) => ({
      [`scenes of ${name}`]: 6,
      ...(lucky.includes(name) && { [name]: 2 }),
    })
    const { claims } = await runWhole(
      feeling,
      plantedWords({ state: planted(texts, own, alike) }),
      texts,
    )
    const claim = claims.find(({ name }) => name === 'centered, first 3')!
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'random directions').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })

  it('shuffled labels bite for the centering where the plain cosine is merely worse than chance', async () => {
    const texts = ownTexts((e) => (e < 3 ? 2 : 12))
    const [first, second, third] = texts.emotions.map(({ name }) => name)
    const shared: State = () => ({ [first!]: 6, [second!]: 6, [third!]: 6 })
    const { claims } = await runWhole(
      feeling,
      plantedWords({ state: planted(texts, own, shared) }),
      texts,
    )
    const claim = claims.find(({ name }) => name === 'centering')!
    expect(claim.verdict).toBe('not shown')
    expect(judgeWithout(claim.conditions, 'shuffled labels').verdict).toBe('shown')
    expect(claim.detectable).toBeGreaterThan(claim.effects[0]!.value)
  })
})

describe('feeling on part of its measurements and on own texts', () => {
  it('says nothing before six emotions are read', async () => {
    const { ground } = plantedWords({})
    expect(await feeling.plan(ground, shipped).analyze(new Measured(new Map()))).toBeNull()
  })

  it.each<[string, (texts: FeelingTexts) => unknown]>([
    ['emotions must have at least 6 emotions', ({ emotions }) => ({ emotions: emotions.slice(7) })],
    ['emotions[0].tone must be one of', (texts) => changed(texts, { tone: 'loud' })],
    ['emotions[0].words must have at least 1 word', (texts) => changed(texts, { words: [] })],
    [
      'emotions[0].scenes must have at least 2 scenes',
      (texts) => changed(texts, { scenes: ['The tea is warm.'] }),
    ],
    [
      'emotions[0].scenes[1] must not hold the word “relaxed”',
      (texts) => changed(texts, { scenes: ['The tea is warm.', 'He sat there, Relaxed.'] }),
    ],
    ['“happy” is there twice', (texts) => changed(texts, { name: 'happy' })],
    ['“The tea.” is there twice', (texts) => changed(texts, { scenes: ['The tea.', 'The tea.'] })],
    ['emotions[0].scenes[0] must be a text', (texts) => changed(texts, { scenes: ['', 'A'] })],
    ['emotions must be a list', () => ({})],
    ['The file must be an object', () => '<script>'],
  ])('refuses texts: %s', (sentence, change) => {
    const { ground } = plantedWords({})
    expect(() => feeling.plan(ground, change(structuredClone(shipped)))).toThrow(sentence)
  })

  it('refuses a word that changes the token where it is read', async () => {
    const { model, ground } = plantedWords({})
    const texts = structuredClone(shipped)
    texts.emotions[3]!.words[0] = 'sad. <b>So'
    const tokenize: typeof model.tokenize = async (source) => {
      const tokenized = await model.tokenize(source)
      const strange = source.kind === 'raw' && source.text.includes('<b>')
      return strange
        ? { ...tokenized, ids: [...tokenized.ids, 7], pieces: [...tokenized.pieces, '!'] }
        : tokenized
    }
    const plan = feeling.plan(ground, texts)
    await expect(plan.tasks[3]!.measure({ ...model, tokenize })).rejects.toThrow(
      'ends in the token',
    )
  })
})

/** The texts with their first emotion changed. */
const changed = (texts: FeelingTexts, change: Record<string, unknown>) => ({
  emotions: texts.emotions.map((emotion, e) => (e === 0 ? { ...emotion, ...change } : emotion)),
})

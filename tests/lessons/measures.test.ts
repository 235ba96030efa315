import { describe, expect, it } from 'vitest'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import type { Evidence, FinishedRun } from '../../src/lessons/evidence.ts'
import { measureOf, measures } from '../../src/lessons/measureCatalog.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { loadedLab } from '../fakes/labWithFake.ts'
import { evidence, fakeRun, restingState } from './fakeRun.ts'

const take = (of: string, parameters: object, runs: FinishedRun[], given?: Evidence) =>
  measureOf(of)!.take(parameters, given ?? evidence({ runs }), runs)

describe('measures of a run', () => {
  const run = fakeRun({
    push: -0.2,
    readings: [1.2, -0.1, 0.8],
    texts: ['You should see a doctor.', "Don't worry, enjoy it.", 'You should see a film.'],
    logprobs: [-1, -2, -1.5],
  })

  it.each([
    ['reading', { lane: 'Baseline' }, 1.2],
    ['reading-difference', {}, -1.3],
    ['reading-difference', { lane: 'Random direction' }, -0.4],
    ['perplexity-ratio', {}, Math.E],
    ['perplexity-ratio', { lane: 'Random direction' }, Math.exp(0.5)],
  ])('%s %o', (of, parameters, value) => {
    expect(take(of, parameters, [run])).toBeCloseTo(value, 6)
  })

  it.each([
    ['words-changed', {}, true],
    ['words-changed', { lane: 'Baseline' }, false],
    ['first-change', {}, 1],
    ['first-change', { lane: 'Random direction' }, 5],
    ['first-change', { lane: 'Baseline' }, null],
    ['contains', { words: ['doctor'], lane: 'Baseline' }, true],
    ['contains', { words: ['doc'], lane: 'Baseline' }, false],
    ['contains', { words: ['doc*'], lane: 'Baseline' }, true],
    ['contains', { words: ["don't worry"] }, true],
    ['contains', { words: ['joy'] }, false],
    ['word-found', { words: ['happy', 'enjoy*'] }, 'enjoy'],
    ['word-found', { words: ['happy'] }, null],
    ['reply-tokens', { lane: 'Baseline' }, 5],
    ['repeated', {}, 0],
  ])('%s %o', (of, parameters, value) => {
    expect(take(of, parameters, [run])).toBe(value)
  })

  it('finds words that repeat in threes', () => {
    const texts = ['x', 'in the morning light in the morning light', 'x'] as const
    expect(take('repeated', {}, [fakeRun({ texts })])).toBe(1)
    const some = ['x', 'a b c d a b c e f g', 'x'] as const
    expect(take('repeated', {}, [fakeRun({ texts: some })])).toBeCloseTo(0.6)
  })

  it('gives nothing where nothing was read or written', () => {
    for (const of of ['reading', 'reading-difference', 'perplexity-ratio', 'alarms', 'repeated'])
      expect(take(of, {}, [fakeRun({ texts: ['', '', ''] })])).toBeNull()
    for (const of of ['reading', 'first-change', 'prompt-tokens', 'slope'])
      expect(take(of, {}, [])).toBeNull()
  })
})

describe('measures of a prompt', () => {
  const run = fakeRun({
    promptPieces: ['<|im_start|>', 'I', ' took', ' ', '8', '0', '0', ' mg'],
    promptReadings: [-67, 1, 2, 0, 3, 5, -2, 1],
  })

  it.each([
    ['prompt-tokens', {}, 7],
    ['tokens-of', { text: '800' }, 3],
    ['tokens-of', { text: 'took 8' }, 3],
    ['tokens-of', { text: 'gave' }, null],
    ['prompt-reading', { text: '800' }, 2],
    ['prompt-reading', { take: 'highest' }, 5],
    ['prompt-reading', { take: 'last' }, 1],
    ['prompt-reading', { text: 'gave' }, null],
  ])('%s %o', (of, parameters, value) => {
    expect(take(of, parameters, [run])).toBe(value)
  })
})

describe('measures over several runs', () => {
  const runs = [-0.2, 0, 0.2].map((push) => fakeRun({ push, readings: [1, 1 + 5 * push, 1] }))

  it('give slope, order and ends of a dose', () => {
    expect(take('slope', {}, runs)).toBeCloseTo(0.5)
    expect(take('slope', { lane: 'Random direction' }, runs)).toBeCloseTo(0)
    expect(take('rank-correlation', {}, runs)).toBeCloseTo(1)
    expect(take('rank-correlation', { lane: 'Random direction' }, runs)).toBeNull()
    expect(take('extreme-difference', { end: 'smallest' }, runs)).toBeCloseTo(-1)
    expect(take('extreme-difference', { end: 'largest' }, runs)).toBeCloseTo(1)
  })

  it('give one of them by its push, draw or seed, else the last', () => {
    expect(take('reading-difference', { at: -0.2 }, runs)).toBeCloseTo(-1)
    expect(take('reading-difference', {}, runs)).toBeCloseTo(1)
    expect(take('reading-difference', { at: 0.1 }, runs)).toBeNull()
    const drawn = [1, 2].map((draw) => fakeRun({ draw, readings: [0, 0, draw] }))
    expect(take('reading', { lane: 'Random direction', draw: 1 }, drawn)).toBe(1)
  })

  it('count the different texts', () => {
    const texts = (steered: string) => ['a', steered, 'a'] as const
    const three = ['x', 'y', 'x'].map((steered) => fakeRun({ texts: texts(steered) }))
    expect(take('different-texts', {}, three)).toBe(2)
    expect(take('different-texts', { lane: 'Baseline' }, three)).toBe(1)
  })
})

describe('measures of the rest of the lab', () => {
  it('count alarms where a run was watched', () => {
    const texts = ['x', 'a b c d e f g h i j', 'x'] as const
    const run = fakeRun({ texts, readings: [0, 3, 0], threshold: 1 })
    expect(take('alarms', {}, [run])).toBe(1)
    expect(take('alarms', {}, [{ ...run, threshold: 4 }])).toBe(0)
    expect(take('alarms', {}, [{ ...run, threshold: null }])).toBeNull()
    expect(take('highest-mean', {}, [run])).toBeCloseTo(3)
    expect(take('threshold', {}, [run])).toBe(1)
  })

  it('read verdicts, effects and controls, from here before the recorded ones', () => {
    const result = (verdict: string, value: number) =>
      ({
        claims: [
          {
            ...{ name: 'afraid', verdict },
            effects: [
              { name: 'slope', value, low: 0, high: 2, unit: 'SD' },
              { name: 'rank', value: 9, low: 8, high: 10, unit: '' },
            ],
            controls: [
              { name: 'random share', value: 0.02, unit: '' },
              { name: 'decoy', low: -1, high: 1, unit: 'SD' },
            ],
          },
        ],
      }) as unknown as ExperimentResult
    const recorded = evidence({ recorded: { danger: result('shown', 1) } })
    const claim = { experiment: 'danger', claim: 'afraid' }
    expect(take('verdict', claim, [], recorded)).toBe('shown')
    expect(take('effect', claim, [], recorded)).toBe(1)
    expect(take('effect', { ...claim, effect: 'rank', part: 'low' }, [], recorded)).toBe(8)
    expect(take('control', { ...claim, control: 'random' }, [], recorded)).toBe(0.02)
    expect(take('control', { ...claim, control: 'decoy', part: 'high' }, [], recorded)).toBe(1)
    expect(take('control', { ...claim, control: 'decoy' }, [], recorded)).toBeNull()
    expect(take('verdict', { ...claim, claim: 'other' }, [], recorded)).toBeNull()
    const state = restingState()
    const here = { ...state.experiments.danger, result: result('not shown', 1) }
    const both = { ...state, experiments: { ...state.experiments, danger: here } }
    expect(take('verdict', claim, [], { ...recorded, state: both })).toBe('not shown')
  })

  it('compare a derived direction with the shipped one', async () => {
    const state = (await loadedLab()).state()
    const parameters = { recipe: 'feel', block: 15 }
    expect(take('cosine', parameters, [], evidence({ state }))).toBeNull()
    const derived = [fakeDirections(30, 16, 'feel')]
    const cosine = take('cosine', parameters, [], evidence({ state: { ...state, derived } }))
    expect(cosine).toBeCloseTo(Math.sqrt(1 - 0.25 ** 2))
    const two = { ...parameters, with: 'pairs' }
    expect(take('cosine', two, [], evidence({ state: { ...state, derived } }))).toBeNull()
    const both = [...derived, fakeDirections(30, 16, 'pairs')]
    const same = take('cosine', two, [], evidence({ state: { ...state, derived: both } }))
    expect(same).toBeCloseTo(1)
  })

  it('look at what was put on the map', () => {
    const word = { word: 'panic', neighbors: [{ word: 'afraid' }, { word: 'tense' }] } as never
    const map = { phase: 'open', map: {} as never, added: [word], placing: { phase: 'idle' } }
    const state = { ...restingState(), map } as Evidence['state']
    expect(take('nearest', {}, [], evidence({ state }))).toBe('afraid')
    expect(take('near', { words: ['tense', 'calm'] }, [], evidence({ state }))).toBe(1)
    expect(take('nearest', { word: 'serene' }, [], evidence({ state }))).toBeNull()
  })

  it('tell what the device is like, and what was chosen', async () => {
    const state = (await loadedLab({ speed: 51 })).state()
    expect(take('faithful', {}, [], evidence({ state }))).toBe(true)
    expect(take('speed', {}, [], evidence({ state }))).toBe(51)
    expect(take('faithful', {}, [], evidence())).toBeNull()
    expect(take('chosen', {}, [], evidence({ answer: 'a' }))).toBe('a')
  })
})

describe('the catalog of measures', () => {
  it('has each name once', () => {
    const names = measures.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

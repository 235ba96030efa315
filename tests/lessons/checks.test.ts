import { describe, expect, it } from 'vitest'
import { checkOf } from '../../src/lessons/checkCatalog.ts'
import type { Evidence, FinishedRun } from '../../src/lessons/evidence.ts'
import type { Setup } from '../../src/lessons/lesson.ts'
import { saidWords } from '../../src/lessons/said.ts'
import { emptyExperiments } from '../../src/state/experiments/experimentEntry.ts'
import type { LabState } from '../../src/state/labState.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { evidence, fakeRun, noSetup, restingState } from './fakeRun.ts'

const setup: Setup = { ...noSetup, draft: { prompt: 'Hello', coefficient: -0.2, seed: '3' } }
const asked = { prompt: 'Hello', push: -0.2, seed: 3 }

function look(name: string, parameters: unknown, given: Evidence) {
  const answer = checkOf(name)!.look(parameters, given)
  const says = 'says' in answer ? answer.says.map(saidWords) : []
  return { phase: answer.phase, says }
}

const lookAt = (runs: FinishedRun[], parameters: unknown = {}, name = 'run') =>
  look(name, parameters, evidence({ setup, runs }))

describe('the check of a run', () => {
  it('holds for a run that is as the setup says', () => {
    expect(lookAt([fakeRun(asked)])).toEqual({ phase: 'held', says: [] })
  })

  it.each([
    [{ push: 0.05 }, 'This run was written at +0.05; the step asks for −0.20.'],
    [{ push: 0.2 }, 'This run was written at +0.20; the step asks for −0.20.'],
    [{ prompt: 'Bye' }, 'This run had another prompt. The step asks for “Hello”'],
    [{ form: 'continuation' }, 'Choose “Chat” above the prompt.'],
    [{ seed: 4 }, 'Seed: this run had 4; the step asks for 3.'],
    [{ maxTokens: 20 }, 'New tokens: this run had 20; the step asks for 80.'],
    [{ steerBlock: 10 }, 'Steer after block: this run had 10; the step asks for 14.'],
    [{ readBlock: 20 }, 'Read after block: this run had 20; the step asks for 18.'],
    [{ recipe: 'feel' }, 'pushed along another direction'],
    [{ stopped: true }, 'stopped before its end'],
    [{ movedTo: 0.1 }, 'from −0.20 to +0.10'],
    [
      { sampling: { temperature: 0, topK: 256, topP: 0.95, repetitionPenalty: 1, seed: 3 } },
      'Temperature: this run had 0; the step asks for 0.8.',
    ],
  ] as const)('does not hold for a run with %o, and says so', (other, sentence) => {
    const { phase, says } = lookAt([fakeRun({ ...asked, ...other })])
    expect(phase).toBe('differs')
    expect(says).toEqual([expect.stringContaining(sentence)])
  })

  it('says each part in which a run differs', () => {
    expect(lookAt([fakeRun({ ...asked, push: 0, seed: 9 })]).says).toHaveLength(2)
  })

  it('does not ask for what is left free, and takes a range of pushes', () => {
    const other = fakeRun({ ...asked, seed: 9, push: -0.12 })
    expect(lookAt([other], { seed: 'any', coefficient: [-0.3, -0.1] }).phase).toBe('held')
    const { phase, says } = lookAt([other], { seed: 'any', coefficient: [-0.3, -0.2] })
    expect(phase).toBe('differs')
    expect(says[0]).toContain('between −0.30 and −0.20')
  })

  it('asks for a moved slider where a step wants that', () => {
    const moved = { moved: true, coefficient: 'any' }
    expect(lookAt([fakeRun({ ...asked, movedTo: 0.1 })], moved).phase).toBe('held')
    expect(lookAt([fakeRun(asked)], moved).says[0]).toContain('stayed in its place')
  })

  it('counts a run from before the step only where it is the one asked for', () => {
    const before = { setup, fresh: [] }
    expect(look('run', {}, evidence({ ...before, runs: [fakeRun(asked)] })).phase).toBe('held')
    const wrong = [fakeRun({ ...asked, push: 0 })]
    expect(look('run', {}, evidence({ ...before, runs: wrong })).phase).toBe('open')
  })

  it('still holds when a wrong run follows the right one', () => {
    expect(lookAt([fakeRun(asked), fakeRun({ ...asked, push: 0 })]).phase).toBe('held')
  })
})

describe('the check of several runs', () => {
  const several: Setup = { ...setup, pushes: [-0.2, 0, 0.2] }
  const runs = (...pushes: number[]) => pushes.map((push) => fakeRun({ ...asked, push }))

  it('holds once there is a run for each push, in any order', () => {
    const all = evidence({ setup: several, runs: runs(0.2, -0.2, 0) })
    expect(look('runs', {}, all).phase).toBe('held')
  })

  it('says which are missing', () => {
    const some = evidence({ setup: several, runs: runs(0.2) })
    expect(look('runs', {}, some)).toEqual({
      phase: 'partly',
      says: ['1 of 3 runs done. Pushes still missing: −0.20, 0.00.'],
    })
  })

  it('says what differs in a run that is none of them', () => {
    const { phase, says } = look(
      'runs',
      {},
      evidence({ setup: several, runs: [...runs(0.2), fakeRun({ ...asked, push: 0, seed: 5 })] }),
    )
    expect(phase).toBe('differs')
    expect(says).toEqual([
      'Seed: this run had 5; the step asks for 3.',
      '1 of 3 runs done. Pushes still missing: −0.20, 0.00.',
    ])
  })

  it('goes through random draws and seeds as well', () => {
    const draws = { ...setup, draws: [1, 2] }
    const drawn = [fakeRun({ ...asked, draw: 1 }), fakeRun({ ...asked, draw: 2 })]
    expect(look('runs', {}, evidence({ setup: draws, runs: drawn })).phase).toBe('held')
    expect(look('runs', {}, evidence({ setup: draws, runs: drawn.slice(1) })).phase).toBe('partly')
    const seeds = { ...setup, seeds: [3, 4] }
    const drawnFrom = (seed: number) =>
      fakeRun({ ...asked, seed, sampling: { ...fakeRun().label.sampling, seed } })
    const both = [drawnFrom(3), drawnFrom(4)]
    expect(look('runs', {}, evidence({ setup: seeds, runs: both })).phase).toBe('held')
  })

  it('takes them from one seed where a step says so, whichever that is', () => {
    const own = (seed: number, ...pushes: number[]) =>
      pushes.map((push) => fakeRun({ ...asked, push, seed }))
    const parts = { seed: 'any', sameSeed: true }
    const mixed = [...own(5, -0.2, 0), ...own(6, 0.2)]
    expect(look('runs', { seed: 'any' }, evidence({ setup: several, runs: mixed })).phase).toBe(
      'held',
    )
    expect(look('runs', parts, evidence({ setup: several, runs: mixed })).phase).toBe('partly')
    const whole = [...own(6, 0.2), ...own(5, -0.2, 0, 0.2), ...own(7, 0)]
    const held = look('runs', parts, evidence({ setup: several, runs: whole }))
    expect(held.phase).toBe('held')
  })

  it('is content with fewer where a step says so', () => {
    const some = evidence({ setup: several, runs: runs(0.2, 0) })
    expect(look('runs', { least: 2 }, some).phase).toBe('held')
  })
})

describe('the check of tokens', () => {
  const promptPieces = ['<|im_start|>', 'Cats', ' are', ' odd']

  it('holds for the prompt of the setup, whatever was written after it', () => {
    const read = fakeRun({ prompt: 'Hello', push: 0.3, stopped: true })
    expect(lookAt([read], {}, 'tokens').phase).toBe('held')
    expect(lookAt([fakeRun({ prompt: 'Bye' })], {}, 'tokens').phase).toBe('differs')
  })

  it('asks for a prompt of one’s own, with a part, long enough', () => {
    const own = (run: FinishedRun) =>
      look(
        'tokens',
        { own: true, contains: 'Cats', least: 3, form: 'any' },
        evidence({ setup, prompts: ['Cats are odd'], runs: [run] }),
      )
    expect(own(fakeRun({ prompt: 'Cats are  odd', promptPieces })).phase).toBe('held')
    expect(own(fakeRun({ prompt: 'Cats are odd', promptPieces })).says).toHaveLength(1)
    expect(own(fakeRun({ prompt: 'Dogs are odd', promptPieces })).says[0]).toContain('“Cats”')
    const short = fakeRun({ prompt: 'Cats', promptPieces: promptPieces.slice(0, 2) })
    expect(own(short).says).toEqual(['The prompt has 1 token; the step asks for 3 or more.'])
  })
})

describe('the other checks', () => {
  const state = (part: Partial<LabState>) => evidence({ state: { ...restingState(), ...part } })

  it('see a direction that was derived, and another one', () => {
    const derived = { derived: [fakeDirections(30, 16, 'feel')] }
    const done = { derive: { phase: 'done', recipe: 'feel' } } as const
    const wanted = { recipe: 'feel' }
    expect(look('derived', wanted, state({})).phase).toBe('open')
    expect(look('derived', wanted, state(derived)).phase).toBe('held')
    const other = look('derived', { recipe: 'pairs' }, state({ ...derived, ...done }))
    expect(other.phase).toBe('differs')
  })

  it('see a result that came with the page, or one run here', () => {
    const result = { claims: [] } as never
    const here = { ...emptyExperiments, danger: { ...emptyExperiments.danger, result } }
    const wanted = { name: 'danger' }
    expect(look('experiment', wanted, state({})).phase).toBe('open')
    expect(look('experiment', wanted, evidence({ recorded: { danger: result } })).phase).toBe(
      'held',
    )
    const live = { ...wanted, here: true }
    expect(look('experiment', live, evidence({ recorded: { danger: result } })).phase).toBe('open')
    expect(look('experiment', live, state({ experiments: here })).phase).toBe('held')
  })

  it('see how far an experiment is', () => {
    const run = { phase: 'paused', done: 3, total: 9 } as const
    const paused = { ...emptyExperiments, danger: { ...emptyExperiments.danger, run } }
    const { phase, says } = look('experiment', { name: 'danger' }, state({ experiments: paused }))
    expect([phase, ...says]).toEqual([
      'partly',
      'The experiment is under way: 3 of 9 parts are measured.',
    ])
  })

  it('see the map, and a word on it', () => {
    const map = (...words: string[]) =>
      state({
        map: {
          ...{ phase: 'open', map: {} as never, placing: { phase: 'idle' } },
          added: words.map((word) => ({ word }) as never),
        },
      })
    expect(look('map', {}, state({})).phase).toBe('open')
    expect(look('map', {}, map()).phase).toBe('held')
    expect(look('map', { placed: 'any' }, map()).phase).toBe('open')
    expect(look('map', { placed: 'any' }, map('panic')).phase).toBe('held')
    expect(look('map', { placed: 'serene' }, map('panic')).says[0]).toContain('“panic”')
    expect(look('map', { placed: 'serene' }, map('serene', 'panic')).phase).toBe('held')
  })

  it('see whether a run was watched', () => {
    const watched = fakeRun({ ...asked, threshold: 1.5 })
    expect(lookAt([watched], {}, 'watched').phase).toBe('held')
    expect(lookAt([fakeRun(asked)], {}, 'watched').says[0]).toContain('not watched')
    const wrong = fakeRun({ ...asked, push: 0, threshold: 1.5 })
    expect(lookAt([wrong], {}, 'watched').says[0]).toContain('written at 0.00')
  })

  it('see a model that has tested itself', async () => {
    const { loadedLab } = await import('../fakes/labWithFake.ts')
    expect(look('models', {}, state({})).phase).toBe('open')
    const loaded = (await loadedLab()).state()
    expect(look('models', {}, evidence({ state: loaded })).phase).toBe('held')
  })

  it('take the right answer to a question, and no other', () => {
    const right = { right: ['b'] }
    expect(look('answer', right, evidence()).phase).toBe('open')
    expect(look('answer', right, evidence({ answer: 'a' })).phase).toBe('differs')
    expect(look('answer', right, evidence({ answer: 'b' })).phase).toBe('held')
  })
})

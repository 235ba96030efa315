import { describe, expect, it } from 'vitest'
import type { ExperimentEntry } from '../../src/state/experiments/experimentEntry.ts'
import {
  type MeasurementStorage,
  memoryStorage,
} from '../../src/state/experiments/measurementStorage.ts'
import type { Lab } from '../../src/state/lab.ts'
import { type PlantedLab, plantedLab } from '../fakes/plantedLab.ts'

const planted = { state: (context: string) => ({ trouble: context.length / 100 }) }
const entry = ({ lab }: PlantedLab): ExperimentEntry => lab.store.getState().experiments.danger
const words = ['afraid', 'scared', 'terrified']
const ramp = (name: string, decoy: boolean) => ({
  name,
  decoy,
  steps: [`${name} a`, `${name} b c`],
})
const few = {
  told: ['flood', 'fire', 'ice']
    .map((name) => ramp(name, false))
    .concat(ramp('cup', true), ramp('pen', true)),
  counted: ['debt', 'dose', 'days']
    .map((name) => ramp(name, false))
    .concat(ramp('page', true), ramp('house', true)),
  afraidWords: words,
  reference: Array.from({ length: 10 }, (_, i) => `message ${'word '.repeat(i)}end`),
}

async function loaded(storage?: MeasurementStorage): Promise<PlantedLab> {
  const made = plantedLab(planted, storage ? { storage } : {})
  await made.lab.load()
  return made
}

/** Pauses as soon as this many tasks are done. */
function pauseAfter({ store, pauseExperiment }: Lab, tasks: number): void {
  const stop = store.subscribe(({ experiments: { danger } }) => {
    if (danger.run.phase !== 'running' || danger.run.done < tasks) return
    stop()
    pauseExperiment()
  })
}

describe('an experiment in the lab', () => {
  it('runs to its result, and counts its tasks on the way', async () => {
    const made = await loaded()
    const counts: number[] = []
    made.lab.store.subscribe(({ experiments: { danger } }) => {
      if (danger.run.phase === 'running') counts.push(danger.run.done)
    })
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toEqual({ phase: 'done' })
    expect(entry(made).result?.claims).toHaveLength(8)
    expect(entry(made).result?.passport.recipe).toBe('calm-to-desperate')
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(counts.at(-1)).toBe(24)
  })

  it('goes on after a pause and after a reload, to the same bits as in one go', async () => {
    const whole = await loaded()
    await whole.lab.runExperiment('danger')

    const storage = memoryStorage()
    const first = await loaded(storage)
    pauseAfter(first.lab, 5)
    await first.lab.runExperiment('danger')
    expect(entry(first).run).toMatchObject({ phase: 'paused', total: 24 })
    expect(entry(first).result).toBeNull()

    const second = await loaded(storage)
    await second.lab.recallExperiment('danger')
    expect(entry(second).run).toMatchObject({ phase: 'paused', done: 5 })
    await second.lab.runExperiment('danger')
    expect(second.captures()).toBeLessThan(whole.captures())
    expect(entry(second).result).toEqual(entry(whole).result)

    const third = await loaded(storage)
    await third.lab.recallExperiment('danger')
    expect(third.captures()).toBe(0)
    expect(entry(third).result).toEqual(entry(whole).result)
  })

  it('begins anew after a reset', async () => {
    const made = await loaded()
    await made.lab.runExperiment('danger')
    const once = made.captures()
    await made.lab.resetExperiment('danger')
    expect(entry(made)).toMatchObject({ run: { phase: 'idle' }, result: null })
    await made.lab.runExperiment('danger')
    expect(made.captures()).toBe(2 * once)
  })

  it('goes on without storage, and says that a reload would lose it', async () => {
    const full = async () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const made = await loaded({
      read: full,
      add: full,
      remove: full,
      readTexts: full,
      keepTexts: full,
    })
    await made.lab.runExperiment('danger')
    expect(entry(made).run.phase).toBe('done')
    expect(entry(made).note).toContain('does not store')
  })

  it('keeps what is measured when the model gives numbers that are not finite', async () => {
    const storage = memoryStorage()
    const made = plantedLab(planted, {
      storage,
      spoil: (captured, request) =>
        request > 4 ? { ...captured, residual: captured.residual.fill(Number.NaN) } : captured,
    })
    await made.lab.load()
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toMatchObject({ phase: 'failed', done: 4 })
    expect(entry(made).run).toMatchObject({ sentence: expect.stringContaining('not finite') })
    const healed = await loaded(storage)
    await healed.lab.runExperiment('danger')
    expect(entry(healed).run.phase).toBe('done')
  })

  it('keeps what is measured when the worker dies, and goes on once it is loaded again', async () => {
    const made = await loaded()
    const stop = made.lab.store.subscribe(({ experiments: { danger } }) => {
      if (danger.run.phase !== 'running' || danger.run.done < 3) return
      stop()
      made.kill()
    })
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toMatchObject({ phase: 'failed', done: 3 })
    expect(made.lab.store.getState().model.phase).toBe('lost')
    await made.lab.runExperiment('danger')
    expect(entry(made).run).toMatchObject({ phase: 'refused' })
    await made.lab.load()
    await made.lab.runExperiment('danger')
    expect(entry(made).run.phase).toBe('done')
  })

  it('takes own texts, keeps them apart from the shipped ones, and refuses those that cannot be used', async () => {
    const made = await loaded()
    await made.lab.setTexts('danger', few)
    await made.lab.runExperiment('danger')
    expect(entry(made).result?.textsAre).toBe('own')
    for (const [texts, says] of [
      [{ ...few, told: few.told.slice(0, 2) }, 'told must have at least 3 ramps and 2 decoys'],
      [{ ...few, afraidWords: ['afraid', '', 'scared'] }, 'afraidWords[1] must be a text'],
      [
        { ...few, told: few.told.map((each) => ({ ...each, steps: ['same', 'same'] })) },
        'same step',
      ],
      [{ ...few, reference: ['x'.repeat(30_000)] }, 'at most 20,000 characters'],
      [null, 'must be an object'],
    ] as const) {
      expect(await made.lab.setTexts('danger', texts)).toContain(says)
      expect(entry(made)).toMatchObject({ texts: few, run: { phase: 'done' } })
    }
    const cold = plantedLab(planted)
    expect(await cold.lab.setTexts('danger', { ...few, told: [] })).toBeNull() // no model to ask for yet
    await cold.lab.load()
    await cold.lab.runExperiment('danger')
    expect(entry(cold).run).toMatchObject({
      phase: 'refused',
      sentence: expect.stringContaining('told must have at least 3 ramps'),
    })
    await made.lab.setTexts('danger', few)
    expect(entry(made).result?.textsAre).toBe('own') // what was measured with them is kept
    await made.lab.setTexts('danger', undefined)
    expect(entry(made)).toMatchObject({ run: { phase: 'idle' }, result: null })
  })

  it('finds own texts again after a reload', async () => {
    const storage = memoryStorage()
    const first = await loaded(storage)
    await first.lab.setTexts('danger', few)
    await first.lab.runExperiment('danger')
    const second = await loaded(storage)
    await second.lab.recallExperiment('danger')
    expect(entry(second).texts).toEqual(few)
    expect(entry(second).result).toEqual(entry(first).result)
  })

  it('tells of a whole run that says nothing, and lets it be forgotten', async () => {
    const storage = memoryStorage()
    const first = await loaded(storage)
    await first.lab.runExperiment('danger')
    const damaged: MeasurementStorage = {
      ...storage,
      read: async (run) => {
        const measured = await storage.read(run)
        for (const task of measured.keys()) measured.set(task, { vectors: new Float32Array(0) })
        return measured
      },
    }
    const made = await loaded(damaged)
    await made.lab.recallExperiment('danger')
    expect(entry(made).run).toMatchObject({ phase: 'failed', total: 24 })
    await made.lab.resetExperiment('danger')
    expect(entry(made).run).toEqual({ phase: 'idle' })
  })

  it('shows nothing of texts that were taken back while they were looked up', async () => {
    const made = await loaded()
    await made.lab.runExperiment('danger')
    const looked = made.lab.recallExperiment('danger')
    await made.lab.setTexts('danger', few)
    await looked
    expect(entry(made)).toMatchObject({ run: { phase: 'idle' }, result: null, texts: few })
  })

  it('refuses to start without a model, and a second one beside the first', async () => {
    const cold = plantedLab(planted)
    await cold.lab.runExperiment('danger')
    expect(entry(cold).run).toMatchObject({ sentence: expect.stringContaining('No model') })
    const made = await loaded()
    const running = made.lab.runExperiment('danger')
    await made.lab.runExperiment('danger')
    await made.lab.runExperiment('feeling')
    const { feeling } = made.lab.store.getState().experiments
    expect(feeling).toMatchObject({
      run: { phase: 'idle' },
      note: expect.stringContaining('measures one at a time'),
    })
    pauseAfter(made.lab, 1)
    await running
    expect(entry(made).run.phase).toBe('paused')
  })
})

import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import type { NumberField } from '../../src/state/run/draft.ts'
import type { FakeOptions } from '../fakes/fakeEngine.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('bad input', () => {
  it.each(['', '   ', '\n'])('refuses an empty prompt (%j) in place', async (prompt) => {
    const { lab, state } = await loadedLab()
    lab.edit({ prompt })
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field: 'prompt' })
    expect(state().draft.prompt).toBe(prompt)
  })

  const wrong: [NumberField, string][] = [
    ['seed', ''],
    ['seed', 'abc'],
    ['seed', '1.5'],
    ['seed', '-1'],
    ['seed', 'NaN'],
    ['seed', 'Infinity'],
    ['temperature', 'warm'],
    ['topK', '2.5'],
    ['topP', '0'],
    ['repetitionPenalty', '-1'],
    ['maxTokens', '0'],
    ['steerBlock', '30'],
    ['readBlock', '-1'],
  ]
  it.each(wrong)('refuses %s %j in place and keeps what was typed', async (field, typed) => {
    const { lab, state } = await loadedLab()
    lab.edit({ [field]: typed, prompt: 'kept' })
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field })
    expect(state().draft).toMatchObject({ [field]: typed, prompt: 'kept' })
    expect(state().lanes[0]?.phase).toBe('idle')
  })

  it('takes a refusal back when the field is changed, and runs', async () => {
    const { lab, state } = await loadedLab()
    lab.edit({ seed: 'x' })
    await lab.run()
    lab.edit({ seed: '12' })
    expect(state().run).toEqual({ phase: 'idle' })
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
  })

  it('refuses a coefficient that is not a number and keeps the last one', async () => {
    const { lab, state } = await loadedLab()
    lab.setCoefficient(0.1)
    lab.setCoefficient(Number.NaN)
    expect(state().run).toMatchObject({ phase: 'refused', field: 'coefficient' })
    expect(state().draft.coefficient).toBe(0.1)
  })

  it('puts a coefficient on the nearest step within the ends of the slider', async () => {
    const { lab, state } = await loadedLab()
    lab.setCoefficient(0.30000000000000004)
    expect(state().draft.coefficient).toBe(0.3)
    lab.setCoefficient(7)
    expect(state().draft.coefficient).toBe(0.4)
    lab.setCoefficient(-0.001)
    expect(Object.is(state().draft.coefficient, 0)).toBe(true)
  })

  it('says in place that a prompt is too long, and keeps the prompt and the texts of the last run', async () => {
    const { lab, state } = await loadedLab({ contextLength: 120 })
    await lab.run()
    const lanes = state().lanes
    const prompt = 'word '.repeat(60)
    lab.edit({ prompt })
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field: 'prompt' })
    expect(state().draft.prompt).toBe(prompt)
    expect(state().lanes).toEqual(lanes)
  })

  it('takes back that a prompt is too long when fewer tokens are asked for', async () => {
    const { lab, state } = await loadedLab({ contextLength: 120 })
    lab.edit({ prompt: 'word '.repeat(60) })
    await lab.run()
    lab.edit({ seed: '12' })
    expect(state().run).toMatchObject({ phase: 'refused', field: 'prompt' })
    lab.edit({ maxTokens: '20' })
    expect(state().run).toEqual({ phase: 'idle' })
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
  })

  it('says what to do when the model ships no direction', async () => {
    const { lab, state } = await loadedLab({ shipsDirection: false })
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field: 'direction' })
    await lab.derive('feel')
    expect(state().run).toEqual({ phase: 'idle' })
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
  })

  it('says that nothing is loaded when a load has failed, and loads on the second try', async () => {
    const failure = new LabError('network', 'model_q4.onnx could not be fetched. Try again.')
    const options: FakeOptions = { failLoad: failure }
    const { lab, state } = labWithFake(options)
    await lab.load()
    expect(state().model).toEqual({ phase: 'failed', sentence: failure.message, isFirst: true })
    await lab.run()
    expect(state().run).toMatchObject({ phase: 'refused', field: 'model' })
    expect(written(state(), 0)).toBe(0)

    delete options.failLoad
    await lab.load()
    expect(state().model.phase).toBe('ready')
    expect(state().run).toEqual({ phase: 'idle' })
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
  })

  it('still refuses an empty prompt after the model has become ready', async () => {
    const { lab, state } = labWithFake({ loadMs: 1 })
    const load = lab.load()
    lab.edit({ prompt: '' })
    await lab.run()
    await load
    expect(state().run).toMatchObject({ phase: 'refused', field: 'prompt' })
  })
})

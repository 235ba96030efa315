import { describe, expect, it } from 'vitest'
import { loadDetail, modelFacts, statusMessage } from '../../src/state/labStatus.ts'
import { recordedExample, suggestions } from '../../src/state/mode/recordedExample.ts'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('the status', () => {
  it('says what the model is, where it runs, how faithful and how fast', async () => {
    const { state } = await loadedLab()
    const { model } = state()
    expect(statusMessage(state())).toBe('Ready')
    expect(model.phase === 'ready' && modelFacts(model.model)).toBe(
      'SmolLM2-135M-Instruct · CPU, 2 threads · checked against reference · 51 tokens/s',
    )
  })

  it('says nothing of a speed that was not measured', async () => {
    const { model } = (await loadedLab({ speed: null })).state()
    expect(model.phase === 'ready' && modelFacts(model.model)).toBe(
      'SmolLM2-135M-Instruct · CPU, 2 threads · checked against reference',
    )
  })

  it('shows the bytes of a download apart from the message', async () => {
    const { lab, until } = labWithFake({ loadMs: 1 })
    const load = lab.load()
    const loading = await until((now) => now.model.phase === 'loading' && now.model.done > 0)
    expect(statusMessage(loading)).toBe('Loading the model: fetching and verifying files')
    expect(loadDetail(loading)).toBe('28.5 MB of 114.0 MB')
    await load
  })

  it('does not change with every token', async () => {
    const { lab, until } = await loadedLab({ stepMs: 1 })
    const seen = new Set<string>()
    lab.store.subscribe((state) => seen.add(statusMessage(state)))
    const run = lab.run()
    await until((now) => written(now, 0) >= 20)
    lab.stop()
    await run
    expect([...seen]).toEqual(['Reading the prompt', 'Writing', 'Stopping', 'Stopped'])
  })
})

describe('recorded examples', () => {
  it('follow the side of the slider, and say at which push they were written', () => {
    const prompt = suggestions[0]!.prompt
    expect(recordedExample(prompt, -0.05)?.coefficients.Steered).toBe(-0.2)
    expect(recordedExample(prompt, 0)?.coefficients.Steered).toBe(0.2)
    expect(recordedExample('Something else', 0)).toBeNull()
  })
})

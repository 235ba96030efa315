import { describe, expect, it } from 'vitest'
import { labWithFake, loadedLab, written } from '../fakes/labWithFake.ts'

describe('a run', () => {
  it('writes three lanes from one prompt, each to its end', async () => {
    const { lab, state } = await loadedLab()
    lab.setCoefficient(0.2)
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
    expect(state().lanes.map((lane) => [lane.name, lane.phase, lane.reply.length])).toEqual([
      ['Baseline', 'done', 80],
      ['Steered', 'done', 80],
      ['Random direction', 'done', 80],
    ])
  })

  it('asks for a shadow on the pushed lanes only, and pushes by the typical norm', async () => {
    const { lab, engines } = await loadedLab()
    lab.setCoefficient(-0.2)
    await lab.run()
    const lanes = engines[0]?.requests[0]?.lanes ?? []
    expect(lanes.map((lane) => lane.shadow)).toEqual([false, true, true])
    expect(lanes[0]?.steering.interventions).toEqual([])
    expect(lanes[1]?.steering.interventions[0]).toMatchObject({
      kind: 'add',
      at: 'blocks.14.hook_resid_post',
      firstPosition: 1,
    })
  })

  it('gives every token its reading, and marks the massive first one', async () => {
    const { lab, state } = await loadedLab()
    await lab.run()
    const { prompt, reply } = state().lanes[0]!
    expect(prompt[0]?.massive).toBe(true)
    expect(prompt.slice(1).some((token) => token.massive)).toBe(false)
    expect(reply.every((token) => token.reading !== null)).toBe(true)
  })

  it('pushes later tokens and not earlier ones when the slider moves while it writes', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    lab.setCoefficient(0.2)
    const run = lab.run()
    await until((now) => written(now, 1) >= 20)
    const before = state().lanes[1]!.reply.slice(0, 20)
    lab.setCoefficient(-0.3)
    await run
    const { reply } = state().lanes[1]!
    expect(reply.slice(0, 20)).toEqual(before)
    expect(before.every((token) => token.coefficient === 0.2)).toBe(true)
    expect(reply.at(-1)?.coefficient).toBe(-0.3)
    expect(state().lanes[2]!.reply.at(-1)?.coefficient).toBe(-0.3)
    expect(state().lanes[0]!.reply.every((token) => token.coefficient === 0)).toBe(true)
  })

  it('keeps the identity of tokens that were there before', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 5)
    const first = state().lanes[0]!.reply[0]
    await run
    expect(state().lanes[0]!.reply[0]).toBe(first)
  })

  it('leaves the stop token out of the reply', async () => {
    const { lab, state } = await loadedLab({ stopAfter: 7 })
    await lab.run()
    expect(state().lanes[0]).toMatchObject({ ended: 'stop', phase: 'done' })
    expect(written(state(), 0)).toBe(7)
    expect(written(state(), 1)).toBe(80)
  })

  it('pushes the same random way for the same seed and draw, and another way for another draw', async () => {
    const { lab, engines } = await loadedLab()
    lab.setCoefficient(0.2)
    await lab.run()
    await lab.run()
    lab.edit({ draw: 2 })
    await lab.run()
    const random = engines[0]!.requests.map(
      (request) => request.lanes[2]?.steering.interventions[0],
    )
    expect(random[1]).toEqual(random[0])
    expect(random[2]).not.toEqual(random[0])
  })

  it('waits for the model while it loads, then starts by itself', async () => {
    const { lab, state } = labWithFake({ loadMs: 5 })
    const load = lab.load()
    await lab.run()
    expect(state().run).toEqual({ phase: 'waiting' })
    await load
    expect(state().run).toEqual({ phase: 'done' })
  })
})

describe('stop', () => {
  it('ends the loop at the next token and keeps what was written', async () => {
    const { lab, state, until, engines } = await loadedLab({ stepMs: 2 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 10)
    lab.stop()
    expect(state().run).toEqual({ phase: 'stopping', during: 'writing' })
    await run
    expect(state().run).toEqual({ phase: 'stopped' })
    expect(written(state(), 0)).toBeGreaterThanOrEqual(10)
    expect(written(state(), 0)).toBeLessThan(13)
    expect(state().lanes.every((lane) => lane.phase === 'done')).toBe(true)
    expect(engines[0]?.released).toBe(1)
  })

  it('says that it stops after the pass over the prompt, and writes nothing', async () => {
    const { lab, state, until } = await loadedLab({ prefillMs: 20 })
    const run = lab.run()
    await until((now) => now.run.phase === 'reading' && now.run.total > 0)
    lab.stop()
    expect(state().run).toEqual({ phase: 'stopping', during: 'reading' })
    await run
    expect(state().run).toEqual({ phase: 'stopped' })
    expect(written(state(), 0)).toBe(0)
  })

  it('stops a run whose prompt is still being turned into tokens', async () => {
    const { lab, state, engines } = await loadedLab()
    const run = lab.run()
    lab.stop()
    await run
    expect(state().run).toEqual({ phase: 'stopped' })
    expect(engines[0]?.requests).toEqual([])
  })

  it('takes back a run that waits for the model', async () => {
    const { lab, state } = labWithFake({ loadMs: 2 })
    const load = lab.load()
    await lab.run()
    lab.stop()
    await load
    expect(state().run).toEqual({ phase: 'idle' })
  })

  it('lets the next run start', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 0) >= 3)
    lab.stop()
    await run
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
    expect(written(state(), 0)).toBe(80)
  })
})

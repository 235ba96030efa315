import { describe, expect, it } from 'vitest'
import { watchWindow } from '../../src/experiments/earlyWarning/watch.ts'
import { tableAsCsv } from '../../src/experiments/table.ts'
import { laneAlarms } from '../../src/state/watch/laneAlarms.ts'
import { logJson, logTable } from '../../src/state/watch/watchLog.ts'
import type { FakeOptions } from '../fakes/fakeEngine.ts'
import { loadedLab, written } from '../fakes/labWithFake.ts'

const modelHash = 'c'.repeat(64) // as the fake engine's

describe('alarms in the lanes', () => {
  it('stand where the mean rises, are there while the model writes, and stay as it goes on', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    lab.edit({ watch: true, alarmThreshold: '1.5' })
    const run = lab.run()
    await until((now) => written(now, 1) >= 20)
    lab.setCoefficient(0.3)
    await until((now) => laneAlarms(now.lanes[1]!, 1.5).length > 0)
    expect(state().run).toEqual({ phase: 'writing' })
    const [early] = laneAlarms(state().lanes[1]!, 1.5)
    await run
    const [late] = laneAlarms(state().lanes[1]!, 1.5)
    expect(late).toMatchObject({ token: early!.token, mean: early!.mean, reason: early!.reason })
    expect(early!.token).toBeGreaterThanOrEqual(20)
    expect(early!.reason).toContain('rose to')
    expect(laneAlarms(state().lanes[0]!, 1.5)).toEqual([])
  })

  it('pass over massive tokens, and name a token without ink by a sign', async () => {
    const { lab, state } = await loadedLab({ words: { rest: ['\n'] } })
    await lab.run()
    const lane = state().lanes[0]!
    expect(laneAlarms(lane, -5)[0]?.reason).toContain('“↵”')
    const massive = lane.reply.map((token) => ({ ...token, massive: true }))
    expect(laneAlarms({ ...lane, reply: massive }, -5)).toEqual([])
  })
})

describe('the log of Watch', () => {
  const logged = async (options: FakeOptions = {}) => {
    const fake = await loadedLab(options)
    fake.lab.edit({ watch: true, alarmThreshold: '1.5' })
    fake.lab.setCoefficient(0.3)
    return fake
  }

  it('holds each alarm of a run with what is needed to see it again', async () => {
    const { lab, state } = await logged()
    await lab.run()
    const { runs, alarms } = state().watch
    expect([runs, alarms.length]).toEqual([1, 1])
    expect(alarms[0]).toMatchObject({
      ...{ model: 'SmolLM2-135M-Instruct', modelHash, direction: 'calm to desperate' },
      ...{ steerBlock: 14, readBlock: 18, prompt: 'Describe the room you are in.', seed: 11 },
      ...{ lane: 'Steered', coefficient: 0.3, token: watchWindow, threshold: 1.5 },
      ...{ thresholdIs: 'own', window: watchWindow },
    })
    expect(alarms[0]!.mean).toBeGreaterThan(1.5)
    expect(Date.parse(alarms[0]!.runEnded)).toBeGreaterThan(0)
  })

  it('goes on over runs, counts those without an alarm, and is cleared', async () => {
    const { lab, state } = await logged()
    await lab.run()
    lab.setCoefficient(0)
    await lab.run()
    lab.edit({ watch: false })
    await lab.run()
    expect(state().watch).toMatchObject({ runs: 2, alarms: [{ lane: 'Steered' }] })
    lab.clearWatchLog()
    expect(state().watch).toMatchObject({ runs: 0, alarms: [] })
  })

  it('holds what the run was made with, whatever is typed while it writes', async () => {
    const { lab, state, until } = await logged({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 1) > 3)
    lab.edit({ prompt: 'Another', seed: '5' })
    await run
    expect(state().watch.alarms[0]).toMatchObject({
      prompt: 'Describe the room you are in.',
      seed: 11,
    })
  })

  it('has a stopped run, and one whose engine died', async () => {
    const { lab, state, until, engines } = await logged({ stepMs: 1 })
    const run = lab.run()
    await until((now) => written(now, 1) > 12)
    lab.stop()
    await run
    expect(state().watch).toMatchObject({ runs: 1, alarms: [{ token: watchWindow }] })
    const second = lab.run()
    await until((now) => now.run.phase === 'writing' && written(now, 1) > 12)
    engines[0]!.die()
    await second
    expect(state().watch).toMatchObject({ runs: 2, alarms: [{}, {}] })
  })

  it('does not take the texts before a run for those of one that wrote nothing', async () => {
    const { lab, state } = await logged({ contextLength: 100 })
    await lab.run()
    lab.edit({ prompt: 'word '.repeat(60) })
    await lab.run()
    expect(state().run.phase).toBe('refused')
    expect(state().watch).toMatchObject({ runs: 1, alarms: [{}] })
  })

  it('is saved as CSV and JSON, with hostile prompts as inert text', async () => {
    const { lab, state } = await logged({ words: { desperate: ['=1+1', ' <b>"'] } })
    const prompt = '=HYPERLINK("http://x")\n<img src=x onerror=alert(1)>'
    lab.edit({ prompt })
    await lab.run()
    const { runs, alarms } = state().watch
    const csv = tableAsCsv(logTable(alarms))
    expect(csv.split('\r\n')[0]).toContain('lane,random draw,coefficient,token,text of the token')
    expect(csv).toContain('"\'=HYPERLINK(""http://x"")\n<img')
    const saved = JSON.parse(logJson(runs, alarms))
    expect(saved).toMatchObject({ runs: 1, alarms: [{ prompt, seed: 11 }] })
  })
})

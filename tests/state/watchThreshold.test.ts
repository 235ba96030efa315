import { describe, expect, it } from 'vitest'
import { earlyWarning } from '../../src/experiments/earlyWarning/earlyWarning.ts'
import { alarmClaim } from '../../src/experiments/earlyWarning/earlyWarningAlarmClaim.ts'
import { enoughStories } from '../../src/experiments/earlyWarning/earlyWarningClaims.ts'
import type { Claim } from '../../src/experiments/experiment.ts'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { createLab } from '../../src/state/lab.ts'
import { calibrationOf } from '../../src/state/watch/calibration.ts'
import { lanesThreshold } from '../../src/state/watch/watchThreshold.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { FakeEngine, type FakeOptions } from '../fakes/fakeEngine.ts'
import { loadedLab } from '../fakes/labWithFake.ts'

/** The claim of an alarm that comes before 6 of 12 telling words and in 2 of 40 other stories, as the experiment writes it. */
function claimAt(threshold: number): Claim {
  const opening = { events: 2, detected: 1, quiet: 8, raised: 0 }
  const judged = {
    ...{ events: 12, detected: 6, leads: [5], quiet: 48, raised: 0 },
    ...{ thresholds: [1, 1] as [number, number], byOpening: Array(6).fill(opening) },
  }
  const enough = enoughStories(
    [0, 1, 2, 3, 4, 5].flatMap((i) => [i, i]),
    48,
  )
  const all = { reading: judged, embedding: judged, mild: judged, random: [judged, judged] }
  return alarmClaim(enough, all, threshold, 1)
}

const { passport } = fakeDirections(30, 16)
const modelHash = 'c'.repeat(64) // as the fake engine's

function resultAt(threshold: number, change: Partial<ExperimentResult> = {}): ExperimentResult {
  const { name, title, question, paper, protocol, controls } = earlyWarning
  return {
    ...{ experiment: name, title, question, paper, protocol, controls, passport },
    model: { hash: modelHash } as ExperimentResult['model'],
    ...{ code: '0', blocks: { steer: 14, read: 18, reply: 20 }, seeds: {}, textsAre: 'shipped' },
    ...{ skipped: [], claims: [claimAt(threshold)], looks: 1, figures: [] },
    items: { columns: [], rows: [] },
    ...change,
  }
}

async function labThatRecorded(recorded: ExperimentResult | null, options: FakeOptions = {}) {
  let asked = 0
  const lab = createLab(() => new FakeEngine(options).handle(), {
    request: { folder: 'fake/' },
    recordedResult: async () => {
      asked++
      return recorded
    },
  })
  await lab.load()
  return { lab, state: lab.store.getState, asked: () => asked }
}

describe('the threshold of Watch', () => {
  it('is the one that the experiment recorded, for its own model, direction and block', async () => {
    const { lab, state, asked } = await labThatRecorded(resultAt(1.25))
    await lab.run()
    expect([lanesThreshold(state()), asked()]).toEqual([{ by: 'off' }, 0])
    lab.edit({ watch: true })
    await expect.poll(() => lanesThreshold(state())).toEqual({ by: 'calibration', threshold: 1.25 })
    expect(asked()).toBe(1)
  })

  it('is the one found in this browser before the recorded one', () => {
    const watched = { modelHash, passport, readBlock: 18 }
    const both = { here: resultAt(1), recorded: resultAt(2) }
    expect(calibrationOf(both, watched)).toMatchObject({ standing: 'run here', threshold: 1 })
    const other = resultAt(1, { model: { hash: 'd' } as ExperimentResult['model'] })
    expect(calibrationOf({ ...both, here: other }, watched)?.standing).toBe('recorded')
  })

  it('comes with what the experiment found about such an alarm', () => {
    const found = calibrationOf(
      { here: null, recorded: resultAt(1) },
      { modelHash, passport, readBlock: 18 },
    )
    expect(found).toMatchObject({ verdict: 'not shown', events: 12, ownTexts: false })
    expect(found?.detected).toMatchObject({ value: 0.5, unit: 'share' })
    expect(found?.raised).toMatchObject({ value: 0, unit: 'share' })
  })

  it.each([
    ['another model', { model: { hash: 'd' } as ExperimentResult['model'] }],
    ['a direction of other texts', { passport: { ...passport, contrastHash: 'd' } }],
    ['another recipe', { passport: { ...passport, recipeHash: 'd' } }],
  ])('does not come from %s', async (_what, change) => {
    const { lab, state } = await labThatRecorded(resultAt(1, change))
    lab.edit({ watch: true })
    await lab.run()
    const limit = lanesThreshold(state())
    expect(limit).toMatchObject({ by: 'none' })
    expect('sentence' in limit && limit.sentence).toContain(
      'Run the early warning experiment first',
    )
  })

  it('does not hold at another block, and none is made up where the experiment is at floor', async () => {
    const { lab, state } = await labThatRecorded(resultAt(1))
    lab.edit({ watch: true, readBlock: '12' })
    await lab.run()
    expect(lanesThreshold(state())).toMatchObject({
      by: 'none',
      sentence: expect.stringContaining('at block 18'),
    })
    const floor = { ...claimAt(1), verdict: 'at floor' as const, controls: [] }
    const other = await labThatRecorded(resultAt(1, { claims: [floor] }))
    other.lab.edit({ watch: true })
    await other.lab.run()
    expect(lanesThreshold(other.state())).toMatchObject({
      by: 'none',
      sentence: expect.stringContaining('at floor'),
    })
  })

  it('can be an own one at any block, which is no calibrated one', async () => {
    const { lab, state } = await labThatRecorded(resultAt(1))
    lab.edit({ watch: true, alarmThreshold: '-0.5', readBlock: '12' })
    await lab.run()
    expect(lanesThreshold(state())).toEqual({ by: 'own', threshold: -0.5 })
    expect(state().watch.alarms[0]).toMatchObject({ thresholdIs: 'own', threshold: -0.5 })
  })

  it.each(['1e9', '1,5', 'x', '1e999'])(
    'is refused with a sentence when typed as %s',
    async (typed) => {
      const { lab, state } = await loadedLab()
      lab.edit({ watch: true, alarmThreshold: typed })
      await lab.run()
      expect(state().run).toEqual({ phase: 'done' })
      expect(lanesThreshold(state())).toMatchObject({
        by: 'none',
        sentence: expect.stringContaining('must be a number of SD'),
      })
      expect(state().watch).toMatchObject({ runs: 0, alarms: [] })
    },
  )
})

import { describe, expect, it } from 'vitest'
import { emptyLane, type LabToken, type LaneName, type LaneText } from '../../src/state/run/lane.ts'
import {
  firstDifference,
  meanReading,
  perplexity,
  perplexityRatio,
} from '../../src/state/run/laneMeasures.ts'
import { runSentence } from '../../src/state/run/runSentence.ts'

const token = (index: number, more: Partial<LabToken>): LabToken => ({
  index,
  id: index,
  piece: ' word',
  reading: 0,
  pushed: 0,
  massive: false,
  coefficient: 0,
  logprob: -1,
  logprobUnsteered: -1,
  ...more,
})

const lane = (name: LaneName, reply: Partial<LabToken>[], ended: LaneText['ended'] = 'length') => ({
  ...emptyLane(name, 'done'),
  reply: reply.map((more, index) => token(index, more)),
  ended,
})

describe('what is measured in a lane', () => {
  it('takes the mean reading without massive tokens and without tokens that have none', () => {
    const readings = [
      { reading: 1 },
      { reading: 3 },
      { reading: 99, massive: true },
      { reading: null },
    ]
    expect(meanReading(lane('Steered', readings))).toBe(2)
    expect(meanReading(emptyLane('Steered'))).toBeNull()
  })

  it('takes perplexity as exp of the mean negative log-likelihood under the unsteered model', () => {
    const steered = lane('Steered', [
      { logprobUnsteered: -1 },
      { logprobUnsteered: -3, logprob: -9 },
    ])
    expect(perplexity(steered)).toBeCloseTo(Math.exp(2), 12)
  })

  it('divides perplexities for the damage: 1.41 for a mean that is ln 1.41 lower', () => {
    const baseline = lane('Baseline', [{ logprobUnsteered: -1 }, { logprobUnsteered: -2 }])
    const steered = lane('Steered', [{ logprobUnsteered: -1.5 - Math.log(1.41) }])
    expect(perplexityRatio(steered, baseline)).toBeCloseTo(1.41, 12)
    expect(perplexityRatio(baseline, baseline)).toBe(1)
    expect(perplexityRatio(steered, emptyLane('Baseline'))).toBeNull()
  })

  it('finds the first token at which two lanes part', () => {
    const baseline = lane('Baseline', [{ id: 5 }, { id: 6 }, { id: 7 }])
    expect(firstDifference(lane('Steered', [{ id: 5 }, { id: 9 }, { id: 7 }]), baseline)).toBe(1)
    expect(firstDifference(baseline, baseline)).toBeNull()
    expect(firstDifference(lane('Steered', [{ id: 5 }], 'stop'), baseline)).toBe(1)
    expect(firstDifference(lane('Steered', [{ id: 5 }], null), baseline)).toBeNull()
  })
})

describe('the sentence below the lanes', () => {
  const baseline = lane('Baseline', [{ reading: 0, id: 1 }])
  it('sets the steered lane beside baseline and random direction', () => {
    const steered = lane('Steered', [{ reading: 2.1, id: 2, coefficient: 0.2 }])
    const random = lane('Random direction', [{ reading: -0.3, id: 3, coefficient: 0.2 }])
    const { effect, cost } = runSentence([baseline, steered, random])
    expect(effect).toBe(
      'Steered reads 2.1 SD higher than baseline; the random direction, pushed as hard, 0.3 SD lower.',
    )
    expect(cost).toContain('Words changed from token 1 on.')
    expect(cost).toContain('1.00 ×')
  })

  it('says that nothing was added at coefficient 0', () => {
    const lanes = [baseline, lane('Steered', [{ id: 1 }]), lane('Random direction', [{ id: 1 }])]
    expect(runSentence(lanes).effect).toContain('Nothing was added')
  })

  it('says nothing before the first token', () => {
    const empty = [emptyLane('Baseline'), emptyLane('Steered'), emptyLane('Random direction')]
    expect(runSentence(empty)).toEqual({ effect: '', cost: '' })
  })
})

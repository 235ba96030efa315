import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logProbability } from '../../src/math/samplingDistribution.ts'
import { dot, norm } from '../../src/math/vector.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import type { GenerateRequest, Step, TokenReading } from '../../src/steering/steerableModel.ts'
import { drawn, greedy, idsOf, type LaneRun, lane, runLanes } from './laneRun.ts'
import { chatIds, directionAt, openRealModel, push, shippedDirections } from './realModel.ts'

const set = shippedDirections()
const probes = [14, 18].map((layer) => ({
  at: residPost(layer),
  direction: directionAt(set, layer),
}))

describe('Lanes on the bundled model', { timeout: 300_000 }, () => {
  let model: OrtModel
  let ids: number[]
  beforeAll(async () => {
    model = await openRealModel()
    ids = await chatIds(model, 'Name one color.')
  }, 300_000)
  afterAll(() => model?.release())

  const run = (request: Partial<GenerateRequest>, hear?: Parameters<typeof runLanes>[2]) => {
    const usual = { ids, lanes: [], probes: [], sampling: greedy, maxTokens: 8 }
    return runLanes(model, { ...usual, ...request }, hear)
  }

  describe('with a shadow', () => {
    const pushed = push(set, 0.15)
    let written: LaneRun
    let baseline: LaneRun
    beforeAll(async () => {
      const lanes = [lane('Baseline', 0, [], false), lane('Steered', 0.15, [pushed])]
      const runs = await run({ lanes, probes })
      baseline = runs[0]!
      written = runs[1]!
    }, 300_000)

    /** What a plain or steered read of prompt and reply sees at each token. */
    const readAgain = async (reply: LaneRun, interventions: Intervention[]) => {
      const text = [...ids, ...idsOf(reply)]
      const at = probes.map((probe) => probe.at)
      const sequences = [{ ids: text, positions: 'all' as const }]
      const { residual } = await captureOne(model, { sequences, at, interventions })
      return text.map((_, position) =>
        probes.map(({ direction }, probe) => {
          const start = (probe * text.length + position) * set.dModel
          const h = residual.subarray(start, start + set.dModel)
          return { projection: dot(h, direction), norm: norm(h) }
        }),
      )
    }
    const readingsOf = ({ prompt, steps }: LaneRun): TokenReading[] => [
      ...prompt,
      ...steps.map(({ reading }) => reading!),
    ]

    it.each([
      ['steered', () => written],
      ['unsteered', () => baseline],
    ])('the readings of a %s lane are those of an unsteered read of its text', async (_, lane) => {
      const plain = await readAgain(lane(), [])
      const readings = readingsOf(lane())
      expect(readings).toHaveLength(plain.length)
      for (const [position, reading] of readings.entries())
        for (const [probe, expected] of plain[position]!.entries()) {
          const size = expected.norm
          expect(Math.abs(reading.projection[probe]! - expected.projection) / size).toBeLessThan(
            1e-4,
          )
          expect(Math.abs(reading.norm[probe]! / size - 1)).toBeLessThan(1e-4)
        }
    })

    it('the readings under the push are those of a steered read, and differ', async () => {
      const steered = await readAgain(written, [pushed])
      for (const [position, reading] of readingsOf(written).entries())
        for (const [probe, expected] of steered[position]!.entries()) {
          const off = Math.abs(reading.pushed[probe]! - expected.projection)
          expect(off / expected.norm).toBeLessThan(1e-4)
          if (position > 0) expect(reading.pushed[probe]! - reading.projection[probe]!).not.toBe(0)
        }
      for (const { pushed, projection } of readingsOf(baseline)) expect(pushed).toEqual(projection)
    })

    it('the log-probabilities are those of the steered and of the unsteered model', async () => {
      for (const index of [0, 3, 7]) {
        const text = [...ids, ...idsOf(written).slice(0, index)]
        const { id, logprob, logprobUnsteered } = written.steps[index]!
        const sequences = [{ ids: text, positions: 'last' as const }]
        const logprobUnder = async (interventions: Intervention[]) => {
          const request = { sequences, at: [], interventions, logits: true }
          return logProbability((await captureOne(model, request)).logits!, id)
        }
        expect(logprob).toBeCloseTo(await logprobUnder([pushed]), 3)
        expect(logprobUnsteered).toBeCloseTo(await logprobUnder([]), 3)
      }
      for (const { logprob, logprobUnsteered } of baseline.steps)
        expect(logprobUnsteered).toBe(logprob)
    })
  })

  it('without a shadow have no unsteered log-probability and no readings', async () => {
    const lanes = [lane('Steered', 0.1, [push(set, 0.1)], false)]
    const [only] = await run({ lanes, probes, maxTokens: 2 })
    expect(only!.prompt).toEqual([])
    for (const { logprobUnsteered, reading } of only!.steps)
      expect({ logprobUnsteered, reading }).toEqual({ logprobUnsteered: null, reading: null })
  })

  it('write one text from one seed at coefficient 0, again and again; another seed another', async () => {
    const lanes = [
      lane('Baseline', 0, [], false),
      lane('Steered', 0, [push(set, 0)]),
      lane('Random direction', 0, [push(set, 0)]),
    ]
    const texts = async (seed: number) => {
      const runs = await run({ lanes, sampling: drawn(seed), maxTokens: 8, ignoreStop: true })
      return runs.map(idsOf)
    }
    const first = await texts(7)
    expect(first[1]).toEqual(first[0])
    expect(first[2]).toEqual(first[0])
    expect(await texts(7)).toEqual(first)
    expect((await texts(8))[0]).not.toEqual(first[0])
  })

  it('change later tokens when steered while writing, and no earlier ones', async () => {
    const lanes = [lane('Baseline', 0, [], false), lane('Steered', 0, [])]
    const request = { lanes, probes, sampling: drawn(3), maxTokens: 16, ignoreStop: true }
    const still = await run(request)
    const moved = await run(request, (step, index, generation) => {
      if (index === 1 && step.index === 5)
        generation.steer(1, { coefficient: 0.3, interventions: [push(set, 0.3)] })
    })
    expect(moved[0]).toEqual(still[0]) // the other lane goes on as it was
    const [before, after] = [still[1]!.steps, moved[1]!.steps]
    // Token 6 was computed when the push came; token 7 is the first under it.
    expect(after.map(({ coefficient }) => coefficient)).toEqual([
      ...new Array(7).fill(0),
      ...new Array(9).fill(0.3),
    ])
    expect(after.slice(0, 6)).toEqual(before.slice(0, 6))
    expect(after[6]!.id).toBe(before[6]!.id)
    expect(after[6]!.logprob).toBe(before[6]!.logprob)
    expect(after[7]!.logprob).not.toBeCloseTo(before[7]!.logprob, 2)
    expect(after.slice(7).map(({ id }) => id)).not.toEqual(before.slice(7).map(({ id }) => id))
    // Readings stay those of the unsteered model: token 6, fed under the push, reads as before.
    const difference = after[6]!.reading!.projection[0]! - before[6]!.reading!.projection[0]!
    expect(Math.abs(difference)).toBeLessThan(0.01)
    expect(after[6]!.reading!.pushed[0]).not.toBeCloseTo(before[6]!.reading!.pushed[0]!, 0)
  })

  it('take steering that came before the first pass behind the prompt, and can be let go again', async () => {
    const request = { ids, lanes: [lane('Steered', 0, [])], probes: [], sampling: greedy }
    const generation = model.generate({ ...request, maxTokens: 6, ignoreStop: true })
    generation.steer(0, { coefficient: 0.2, interventions: [push(set, 0.2)] })
    const labels: number[] = []
    for await (const event of generation) {
      if (event.type !== 'step') continue
      labels.push(event.step.coefficient)
      if (event.step.index === 2) generation.steer(0, { coefficient: 0, interventions: [] })
    }
    expect(labels).toEqual([0, 0.2, 0.2, 0.2, 0, 0])
  })

  it('can be let go while the prompt is read, whose first token still follows the push, with and without a shadow', async () => {
    for (const shadow of [true, false]) {
      const lanes = [lane('Steered', 0.2, [push(set, 0.2)], shadow)]
      const generation = model.generate({ ids, lanes, probes, sampling: greedy, maxTokens: 2 })
      const steps: Step[] = []
      for await (const event of generation)
        if (event.type === 'prefill') generation.steer(0, { coefficient: 0, interventions: [] })
        else if (event.type === 'step') steps.push(event.step)
      const [pushed] = await run({ lanes, maxTokens: 1 })
      expect(steps.map(({ coefficient }) => coefficient)).toEqual([0.2, 0])
      expect(steps[0]!.id).toBe(pushed!.steps[0]!.id)
    }
  })

  it('may ablate and clamp, each its own, while others add or stay as they are', async () => {
    const { at, direction } = probes[0]!
    const common = { at, vector: direction, firstPosition: 1 }
    const lanes = [
      lane('Baseline', 0, [], false),
      lane('Added', 0.1, [push(set, 0.1)]),
      lane('Ablated', 1, [{ kind: 'ablate', ...common }]),
      lane('Clamped', 1, [{ kind: 'clamp', ...common, projection: 20 }]),
    ]
    const [baseline, added, ablated, clamped] = await run({ lanes, probes, maxTokens: 4 })
    const pushedOf = ({ prompt, steps }: LaneRun) =>
      [...prompt.slice(1), ...steps.map(({ reading }) => reading!)].map(({ pushed }) => pushed[0]!)
    for (const pushed of pushedOf(ablated!)) expect(Math.abs(pushed)).toBeLessThan(1e-3)
    for (const pushed of pushedOf(clamped!)) expect(Math.abs(pushed - 20)).toBeLessThan(1e-3)
    const alone = { probes, maxTokens: 4 }
    expect(idsOf(baseline!)).toEqual(idsOf((await run({ lanes: [lanes[0]!], ...alone }))[0]!))
    expect(idsOf(added!)).toEqual(idsOf((await run({ lanes: [lanes[1]!], ...alone }))[0]!))
    expect(Math.max(...pushedOf(baseline!).map(Math.abs))).toBeGreaterThan(1)
  })

  it('stop each at its own end, and go on as if alone when others have stopped', async () => {
    const lanes = [
      lane('Baseline', 0, [], false),
      lane('Steered', 0.1, [push(set, 0.1)]),
      lane('Other way', -0.1, [push(set, -0.1)]),
    ]
    const together = await run({ lanes, maxTokens: 40 })
    expect(together.map(({ stopped }) => stopped)).toEqual(['stop', 'stop', 'stop'])
    expect(new Set(together.map(({ steps }) => steps.length)).size).toBe(3)
    for (const [index, own] of lanes.entries()) {
      const [alone] = await run({ lanes: [own], maxTokens: 40 })
      const { steps } = together[index]!
      expect(steps.map(({ id, piece }) => [id, piece])).toEqual(
        alone!.steps.map(({ id, piece }) => [id, piece]),
      )
      for (const [step, { logprob, logprobUnsteered }] of steps.entries()) {
        expect(logprob).toBeCloseTo(alone!.steps[step]!.logprob, 3)
        expect(logprobUnsteered).toBeCloseTo(alone!.steps[step]!.logprobUnsteered!, 3)
      }
    }
  })
})

import { describe, expect, it } from 'vitest'
import { figureTable } from '../../src/figures/figureTable.ts'
import { doseFigure } from '../../src/state/results/doseFigure.ts'
import { type DoseMean, doseResponse } from '../../src/state/results/doseResponse.ts'
import { doseSentence } from '../../src/state/results/doseSentence.ts'
import { doseVerdict } from '../../src/state/results/doseVerdict.ts'
import { gatherCodes, nothingGathered } from '../../src/state/results/gatherResults.ts'
import { sampleOf } from '../../src/state/results/learners.ts'
import type { PupilResult } from '../../src/state/results/pupilResult.ts'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { type Planted, PUSHES, pupils } from './pupils.ts'

const effect: Planted = { slope: 12, spread: 2, noise: 0.6 }
const nothing: Planted = { slope: 0, spread: 2, noise: 0.6 }

const doseOf = (results: readonly PupilResult[]) => doseResponse(sampleOf(results).learners)

/** Mean and 95 % interval by Student's t, t = 2.045 for 29 degrees of freedom: another way than the bootstrap. */
function byStudent(values: readonly number[]): { mean: number; low: number; high: number } {
  const n = values.length
  expect(n).toBe(30)
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = 2.045 * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}

function expectNear(found: DoseMean, values: readonly number[]): void {
  const { mean, low, high } = byStudent(values)
  expect(found.mean).toBeCloseTo(mean, 9)
  const width = high - low
  expect(Math.abs(found.low! - low)).toBeLessThan(0.15 * width)
  expect(Math.abs(found.high! - high)).toBeLessThan(0.15 * width)
}

const at = (result: PupilResult, push: number) =>
  result.points.find(({ coefficient }) => coefficient === push)!

describe('thirty pupils’ results, gathered from their codes', () => {
  it('give the planted slope, and intervals as an independent computation has them', async () => {
    const class30 = pupils(30, effect)
    const codes = await Promise.all(class30.map(encodeResult))
    const { results } = await gatherCodes(nothingGathered, codes.toReversed().join('\n'))
    const dose = doseOf(results)
    for (const push of PUSHES.filter((each) => each !== 0)) {
      const found = dose.points.find(({ coefficient }) => coefficient === push)!
      const shifts = class30.map((one) => at(one, push).steered - at(one, push).baseline)
      expectNear(found.steered, shifts)
      expect(found.learners).toBe(30)
    }
    expect(dose.contrast).toMatchObject({ push: 0.2, learners: 30 })
    expectNear(
      dose.contrast!.steered,
      class30.map((one) => at(one, 0.2).steered - at(one, -0.2).steered),
    )
    expectNear(
      dose.contrast!.difference,
      class30.map(
        (one) =>
          at(one, 0.2).steered - at(one, -0.2).steered - at(one, 0.2).random + at(one, -0.2).random,
      ),
    )
    const slopes = class30.map(({ points }) => {
      const shifts = points.map(({ steered, baseline }) => steered - baseline)
      const meanShift = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length
      const [above, below] = points.reduce(
        ([xy, xx], { coefficient: x }, i) => [xy + x * (shifts[i]! - meanShift), xx + x * x],
        [0, 0],
      )
      return above / below / 10
    })
    expectNear(dose.slope!.steered, slopes)
    expect(dose.slope!.steered.low!).toBeLessThan(1.2)
    expect(dose.slope!.steered.high!).toBeGreaterThan(1.2)
    expect(doseVerdict(dose.contrast!)).toBe('shown')
    expect(doseSentence(dose)).toMatch(/Between a push of −0\.20 and one of \+0\.20 .*30 learners/)
    expect(doseSentence(dose)).toContain('leaves out 0, and so does that of the difference')
  })

  it('show nothing where nothing was planted', () => {
    const dose = doseOf(pupils(30, nothing))
    expect(doseVerdict(dose.contrast!)).toBe('notShown')
    expect(dose.slope!.steered.low!).toBeLessThan(0)
    expect(dose.slope!.steered.high!).toBeGreaterThan(0)
    expect(doseSentence(dose)).toContain('do not show that the push moves the reading')
  })

  it('are not taken for an effect of the direction where random directions do as much', () => {
    const dose = doseOf(pupils(30, { ...effect, randomSlope: 12 }))
    expect(doseVerdict(dose.contrast!)).toBe('likeRandom')
    expect(doseSentence(dose)).toContain('the size of the push and not its direction')
  })

  it('say so where the reading goes the other way', () => {
    expect(doseVerdict(doseOf(pupils(30, { ...effect, slope: -12 })).contrast!)).toBe('reversed')
  })

  it('hold the truth in about 95 of 100 classes', () => {
    const many = pupils(60 * 30, effect).map(({ points, ...one }) => ({
      ...one,
      points: points.filter(({ coefficient }) => coefficient === 0.2),
    }))
    const held = Array.from({ length: 60 }, (_, i) => {
      const { low, high } = doseOf(many.slice(30 * i, 30 * (i + 1))).points[0]!.steered
      return low! <= 0.2 * effect.slope && 0.2 * effect.slope <= high!
    }).filter(Boolean).length
    expect(held).toBeGreaterThanOrEqual(52)
  })
})

describe('the sample', () => {
  it('is one line where thirty results come from one seed, and has no interval then', () => {
    const same = pupils(30, effect, () => 11)
    const sample = sampleOf(same)
    expect(sample).toMatchObject({ sharing: 30, learners: [{}] })
    const dose = doseResponse(sample.learners)
    expect(dose.contrast?.steered).toMatchObject({ low: null, high: null })
    expect(doseSentence(dose)).toContain('one line of measurements')
  })

  it('counts a learner who handed in twice once, with all that was run', () => {
    const [whole] = pupils(1, effect)
    const early = { ...whole!, points: whole!.points.slice(0, 5) }
    const { learners, sharing } = sampleOf([early, whole!])
    expect(sharing).toBe(2)
    expect(learners).toHaveLength(1)
    expect(learners[0]!.effects).toEqual(sampleOf([whole!]).learners[0]!.effects)
  })

  it('keeps each learner’s own seed apart from one that all have tried', () => {
    const own = pupils(5, effect)
    const common = pupils(1, nothing, () => 11)[0]!
    const both = own.map((one) => ({ ...one, points: [...one.points, ...common.points] }))
    const { learners, sharing } = sampleOf(both)
    expect(sharing).toBe(5)
    expect(learners).toHaveLength(6)
    expect(learners.slice(0, 5)).toEqual(sampleOf(own).learners)
  })

  it('needs no run at a push of 0, and none of that is an effect', () => {
    const [one] = pupils(1, effect)
    const rest = { ...one!, points: one!.points.filter(({ coefficient }) => coefficient === 0) }
    expect(sampleOf([rest]).learners).toEqual([])
    expect(doseResponse([])).toEqual({ points: [], contrast: null, slope: null })
  })
})

describe('the difference between both ends', () => {
  it('is taken where most learners have both, and as far out as that goes', () => {
    const some = pupils(12, effect).map((one, i) => ({
      ...one,
      points: one.points.filter(({ coefficient: x }) => i < 10 || Math.abs(x) !== 0.2),
    }))
    expect(doseOf(some).contrast).toMatchObject({ push: 0.15, learners: 12 })
  })

  it('is missing, and asked for, where nobody pushed equally far both ways', () => {
    const upward = pupils(5, effect).map((one) => ({
      ...one,
      points: one.points.filter(({ coefficient }) => coefficient > 0),
    }))
    const dose = doseOf(upward)
    expect(dose.contrast).toBeNull()
    expect(doseSentence(dose)).toMatch(/^Nobody has pushed equally far.*Over all pushes/)
  })

  it('is called a sketch with few learners', () => {
    expect(doseSentence(doseOf(pupils(7, effect)))).toContain('fewer than 8 learners')
    expect(doseSentence(doseOf(pupils(8, effect)))).not.toContain('fewer than')
  })
})

describe('the picture', () => {
  const { learners } = sampleOf(pupils(30, effect))
  const figure = doseFigure(learners, doseResponse(learners))

  it('has the mean and the random mean with intervals, every learner’s line, and the baseline', () => {
    expect(figure.curves.map(({ label, role }) => [label, role])).toEqual([
      ['Steered', 'effect'],
      ['Random direction', 'control'],
    ])
    for (const { points } of figure.curves) {
      expect(points.map(({ x }) => x)).toEqual(PUSHES)
      expect(points.filter(({ low }) => low === null)).toEqual([
        { x: 0, y: 0, low: null, high: null },
      ])
    }
    expect(figure.threads?.lines).toHaveLength(30)
    expect(figure.marks).toEqual([{ value: 0, label: 'Baseline' }])
  })

  it('has all its numbers in its table', () => {
    const { rows } = figureTable(figure)
    expect(rows.filter(([, role]) => role === 'thread')).toHaveLength(30 * PUSHES.length)
    expect(rows.filter(([, role]) => role === 'effect')).toHaveLength(PUSHES.length)
  })

  it('leaves a push that one learner tried to that learner’s line', () => {
    const odd = pupils(3, effect)
    odd[0] = { ...odd[0]!, points: [...odd[0]!.points, { ...at(odd[0]!, 0.2), coefficient: 0.33 }] }
    const own = sampleOf(odd).learners
    const drawn = doseFigure(own, doseResponse(own))
    expect(drawn.curves[0]!.points.map(({ x }) => x)).not.toContain(0.33)
    expect(drawn.threads?.lines.flatMap(({ points }) => points.map(({ x }) => x))).toContain(0.33)
  })
})

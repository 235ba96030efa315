import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { addScaled, dot, norm } from '../../src/math/vector.ts'
import { applyInterventions } from '../../src/steering/affineEdit.ts'
import { directionCosines } from '../../src/steering/directionCosines.ts'
import { directionAt, neutralMeanAt } from '../../src/steering/directionSet.ts'
import { pushAlong } from '../../src/steering/pushAlong.ts'
import { isMassive, readingOf, readingScale } from '../../src/steering/reading.ts'
import { plantedSet } from './plantedSet.ts'

const set = plantedSet()

describe('readingOf', () => {
  it('is 0 at the neutral mean and rises by one for each SD toward desperate', () => {
    const scale = readingScale(set, 2)
    const neutral = neutralMeanAt(set, 2)
    const reading = (h: Float32Array) => readingOf(dot(h, scale.direction), scale)
    expect(reading(neutral)).toBeCloseTo(0, 5)
    expect(reading(addScaled(neutral, scale.direction, 3 * set.readingSd[2]!))).toBeCloseTo(3, 5)
  })

  it('moves by exactly the push', () => {
    const h = neutralMeanAt(set, 1)
    const scale = readingScale(set, 1)
    const pushed = applyInterventions(h, pushAlong(set, 1, 0.2))
    const moved =
      readingOf(dot(pushed, scale.direction), scale) - readingOf(dot(h, scale.direction), scale)
    expect(moved).toBeCloseTo((0.2 * set.typicalNorms[1]!) / set.readingSd[1]!, 4)
  })

  it('knows massive tokens, above four times the typical norm', () => {
    expect(isMassive(40, 10)).toBe(false)
    expect(isMassive(40.1, 10)).toBe(true)
  })
})

describe('pushAlong', () => {
  it('adds coefficient times the typical norm along a unit vector, leaving position 0 alone', () => {
    const [push, ...more] = pushAlong(set, 2, -0.5)
    expect(more).toEqual([])
    expect(push).toMatchObject({ kind: 'add', at: 'blocks.2.hook_resid_post', firstPosition: 1 })
    const shift = applyInterventions(new Float32Array(set.dModel), [push!])
    expect(norm(shift)).toBeCloseTo(0.5 * 12.1, 4)
    expect(dot(shift, directionAt(set, 2))).toBeCloseTo(-0.5 * 12.1, 4)
  })

  it('is nothing at coefficient 0 and follows another direction of any length', () => {
    expect(pushAlong(set, 0, 0)).toEqual([])
    const axis = new Float32Array(8)
    axis[3] = 7
    const shift = applyInterventions(new Float32Array(8), pushAlong(set, 0, 1, axis))
    expect(shift[3]).toBeCloseTo(10.1, 4)
  })

  it('refuses blocks that the set lacks', () => {
    expect(() => pushAlong(set, 3, 1)).toThrow(RangeError)
    expect(() => readingScale(set, -1)).toThrow(RangeError)
  })
})

describe('directionCosines', () => {
  it('is 1 with itself, −1 with its opposite, by block', () => {
    const opposite = { ...set, directions: set.directions.map((x) => -x) }
    for (const value of directionCosines(set, set)) expect(value).toBeCloseTo(1, 6)
    for (const value of directionCosines(set, opposite)) expect(value).toBeCloseTo(-1, 6)
    expect(directionCosines(set, set)).toHaveLength(3)
  })

  it('refuses sets of different models', () => {
    expect(() => directionCosines(set, plantedSet(2))).toThrow(LabError)
  })
})

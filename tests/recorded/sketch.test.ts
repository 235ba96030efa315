import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agree, pushesAgree, sketchedPushes, sketchOf } from '../../src/recorded/sketch.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'

const add = (vector: Float32Array, scale: number, layer = 14): Intervention => ({
  ...{ kind: 'add', at: residPost(layer), vector, scale, firstPosition: 1 },
})
const pushed = (...one: Intervention[]) => sketchedPushes(one)!

describe('a sketch', () => {
  it('agrees with the same vector when its last bits differ', () => {
    const vector = randomDirection(576, 5)
    const other = vector.map((value, i) => value * (1 + (i % 2 ? 1e-6 : -1e-6)))
    expect(agree(sketchOf(vector, 29.4), sketchOf(other, 29.4))).toBe(true)
  })

  it('tells any two random directions of the same size apart', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (one, other) => {
        fc.pre(one !== other)
        const [a, b] = [randomDirection(576, one), randomDirection(576, other)]
        return !agree(sketchOf(a, 30), sketchOf(b, 30))
      }),
    )
  })

  it('tells pushes of another size, sign or place apart', () => {
    const vector = randomDirection(576, 5)
    const recorded = pushed(add(vector, 30))
    expect(pushesAgree(recorded, pushed(add(vector, 30)))).toBe(true)
    expect(pushesAgree(recorded, pushed(add(vector, 30.1)))).toBe(false)
    expect(pushesAgree(recorded, pushed(add(vector, -30)))).toBe(false)
    expect(pushesAgree(recorded, pushed(add(vector, 30, 15)))).toBe(false)
    expect(pushesAgree(recorded, [])).toBe(false)
    expect(pushesAgree(recorded, pushed(add(vector, 15), add(vector, 15)))).toBe(false)
  })

  it('is not made of what is no addition', () => {
    const vector = randomDirection(16, 1)
    const where = { at: residPost(1), vector, firstPosition: 1 }
    expect(sketchedPushes([{ kind: 'ablate', ...where }])).toBeNull()
    expect(sketchedPushes([add(vector, 1), { kind: 'clamp', ...where, projection: 2 }])).toBeNull()
  })
})

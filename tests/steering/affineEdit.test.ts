import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { dot, norm } from '../../src/math/vector.ts'
import { applyInterventions, compileInterventions } from '../../src/steering/affineEdit.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'

const dModel = 6
const at = 'blocks.1.hook_resid_post'
const firstPosition = 1
const u = randomDirection(dModel, 1)
const other = randomDirection(dModel, 2)

const number = fc.double({ min: -20, max: 20, noNaN: true })
const vector = fc
  .array(number, { minLength: dModel, maxLength: dModel })
  .map((numbers) => Float32Array.from(numbers))
const along = fc.constantFrom(
  u,
  u.map((x) => -x),
  u.map((x) => x * 1.0004),
)
const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    at: fc.constant(at),
    vector,
    scale: number,
    firstPosition: fc.constant(firstPosition),
  }),
  fc.record({
    kind: fc.constant('ablate' as const),
    at: fc.constant(at),
    vector: along,
    firstPosition: fc.constant(firstPosition),
  }),
  fc.record({
    kind: fc.constant('clamp' as const),
    at: fc.constant(at),
    vector: along,
    projection: number,
    firstPosition: fc.constant(firstPosition),
  }),
)

function compiled(h: Float32Array, interventions: Intervention[]): Float32Array {
  const { steer, measure, respond } = compileInterventions(interventions, 3, dModel)
  const row = <T extends Float32Array | null>(rows: T) => rows?.subarray(2 * dModel, 3 * dModel)
  const measured = measure === null ? 0 : dot(h, row(measure)!)
  return h.map((x, i) => x + row(steer)![i]! + measured * (row(respond)?.[i] ?? 0))
}

describe('compileInterventions', () => {
  it('does what the interventions do one after another', () => {
    fc.assert(
      fc.property(vector, fc.array(intervention, { maxLength: 5 }), (h, list) => {
        const reference = applyInterventions(h, list)
        const folded = compiled(h, list)
        for (const i of h.keys()) expect(Math.abs(folded[i]! - reference[i]!)).toBeLessThan(2e-3)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves other hook points alone and has nothing to measure without ablate and clamp', () => {
    const edits = compileInterventions(
      [{ kind: 'add', at, vector: u, scale: 2, firstPosition: 0 }],
      3,
      dModel,
    )
    expect(edits.steer).toHaveLength(4 * dModel)
    expect(norm(edits.steer)).toBeCloseTo(2, 5)
    expect(norm(edits.steer.subarray(2 * dModel, 3 * dModel))).toBeCloseTo(2, 5)
    expect(edits).toMatchObject({ measure: null, respond: null, firstPosition: 0 })
    const none = compileInterventions([], 3, dModel)
    expect(none).toEqual({
      steer: new Float32Array(4 * dModel),
      measure: null,
      respond: null,
      firstPosition: 1,
    })
  })

  it('ablates different directions at different hook points', () => {
    const { measure } = compileInterventions(
      [
        { kind: 'ablate', at: 'blocks.0.hook_resid_pre', vector: u, firstPosition },
        { kind: 'ablate', at, vector: other, firstPosition },
      ],
      3,
      dModel,
    )
    expect(dot(measure!.subarray(0, dModel), u)).toBeCloseTo(1, 6)
    expect(dot(measure!.subarray(2 * dModel, 3 * dModel), other)).toBeCloseTo(1, 6)
  })

  const ablate: Intervention = { kind: 'ablate', at, vector: u, firstPosition }
  it.each<[string, Intervention[], RegExp]>([
    [
      'two directions to measure at one place',
      [ablate, { ...ablate, vector: other }],
      /two different directions at blocks\.1/,
    ],
    ['different first positions', [ablate, { ...ablate, firstPosition: 0 }], /same firstPosition/],
    ['a first position that is not whole', [{ ...ablate, firstPosition: 0.5 }], /firstPosition/],
    [
      'a vector of another length',
      [{ ...ablate, vector: new Float32Array(5) }],
      /vector of 5 numbers.*have 6/,
    ],
    [
      'an ablation along a vector that is not unit',
      [{ ...ablate, vector: u.map((x) => 2 * x) }],
      /length 1, not 2\b/,
    ],
    [
      'a vector with NaN',
      [{ ...ablate, vector: new Float32Array(dModel).fill(Number.NaN) }],
      /not finite/,
    ],
    [
      'an infinite scale',
      [{ ...ablate, kind: 'add', scale: Number.POSITIVE_INFINITY }],
      /finite scale/,
    ],
    [
      'a projection that is no number',
      [{ ...ablate, kind: 'clamp', projection: Number.NaN }],
      /finite projection/,
    ],
    ['a block that is not there', [{ ...ablate, at: 'blocks.3.hook_resid_post' }], /no hook point/],
  ])('refuses %s', (_, interventions, sentence) => {
    const act = () => compileInterventions(interventions, 3, dModel)
    expect(act).toThrow(LabError)
    expect(act).toThrow(sentence)
  })
})

describe('applyInterventions', () => {
  it('leaves a projection of 0 after ablate, whatever the residual, and does no more the second time', () => {
    fc.assert(
      fc.property(vector, (h) => {
        const ablate: Intervention = { kind: 'ablate', at, vector: u, firstPosition }
        const once = applyInterventions(h, [ablate])
        expect(Math.abs(dot(once, u))).toBeLessThan(1e-4)
        const twice = applyInterventions(once, [ablate])
        for (const i of h.keys()) expect(twice[i]).toBeCloseTo(once[i]!, 4)
      }),
    )
  })

  it('leaves the wanted projection after clamp and everything beside it as it was', () => {
    fc.assert(
      fc.property(vector, number, (h, projection) => {
        const [clamp, ablate] = [
          { kind: 'clamp' as const, at, vector: u, projection, firstPosition } as const,
          { kind: 'ablate' as const, at, vector: u, firstPosition } as const,
        ]
        const clamped = applyInterventions(h, [clamp])
        expect(Math.abs(dot(clamped, u) - projection)).toBeLessThan(1e-4)
        const [beside, before] = [
          applyInterventions(clamped, [ablate]),
          applyInterventions(h, [ablate]),
        ]
        for (const i of h.keys()) expect(Math.abs(beside[i]! - before[i]!)).toBeLessThan(1e-4)
      }),
    )
  })

  it('takes back what it added', () => {
    fc.assert(
      fc.property(vector, vector, number, (h, v, scale) => {
        const add = (amount: number): Intervention => ({
          kind: 'add',
          at,
          vector: v,
          scale: amount,
          firstPosition,
        })
        const back = applyInterventions(h, [add(scale), add(-scale)])
        for (const i of h.keys()) expect(Math.abs(back[i]! - h[i]!)).toBeLessThan(1e-3)
      }),
    )
  })
})

describe('randomDirection', () => {
  it('is unit, the same for a seed, another for the next', () => {
    const direction = randomDirection(576, 3)
    expect(norm(direction)).toBeCloseTo(1, 5)
    expect(randomDirection(576, 3)).toEqual(direction)
    expect(Math.abs(dot(direction, randomDirection(576, 4)))).toBeLessThan(0.2)
  })
})

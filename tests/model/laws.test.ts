import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largestDifference, relativeError } from '../../src/commands/checkList.ts'
import { dot, norm } from '../../src/math/vector.ts'
import type { OrtModel } from '../../src/model/ortModel.ts'
import { applyInterventions } from '../../src/steering/affineEdit.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { type HookPoint, hookPoints, residPost, streamIndex } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'
import { directionAt, openRealModel, push, shippedDirections } from './realModel.ts'

const set = shippedDirections()
const { nLayers, dModel } = set
const at = hookPoints(nLayers)
const here = residPost(14)
const direction = directionAt(set, 14)

describe('The laws of steering on the bundled model', { timeout: 300_000 }, () => {
  let model: OrtModel
  let ids: number[]
  let plain: Float32Array // (hook point, position, dModel)
  beforeAll(async () => {
    model = await openRealModel()
    const text = 'The alarm went off twice before anyone in the office looked up.'
    ids = (await model.tokenize({ kind: 'raw', text })).ids
    plain = await read([])
  }, 300_000)
  afterAll(() => model?.release())

  const read = async (interventions: readonly Intervention[]): Promise<Float32Array> => {
    const sequences = [{ ids, positions: 'all' as const }]
    return (await captureOne(model, { sequences, at, interventions })).residual
  }
  const hook = (residual: Float32Array, name: HookPoint) => {
    const size = ids.length * dModel
    const index = streamIndex(name, nLayers)
    return residual.subarray(index * size, (index + 1) * size)
  }
  const token = (residual: Float32Array, name: HookPoint, position: number) =>
    hook(residual, name).subarray(position * dModel, (position + 1) * dModel)
  const untouched = (residual: Float32Array, name: HookPoint) =>
    residual.subarray(0, streamIndex(name, nLayers) * ids.length * dModel)

  /** How far the graph is from the reference semantics at the steered hook point, relative, at positions from `first`. */
  const offReference = (residual: Float32Array, interventions: Intervention[], first = 1) =>
    Math.max(
      ...ids.slice(first).map((_, i) => {
        const name = interventions[0]!.at
        const expected = applyInterventions(token(plain, name, first + i), interventions)
        return relativeError(token(residual, name, first + i), expected)
      }),
    )

  it.each([
    ['what enters block 0', 'blocks.0.hook_resid_pre'],
    ['block 0', residPost(0)],
    ['block 14', here],
    ['the last block', residPost(29)],
  ] as const)('shift residuals by the vector at %s, and move none before it', async (_, name) => {
    const interventions = [{ ...push(set, 0.2), at: name, vector: randomDirection(dModel, 3) }]
    const moved = await read(interventions)
    expect(untouched(moved, name)).toEqual(untouched(plain, name))
    expect(offReference(moved, interventions)).toBeLessThan(1e-6)
    expect(largestDifference(token(moved, name, 3), token(plain, name, 3))).toBeGreaterThan(0.1)
  })

  it('carry the push on to later blocks and later positions', async () => {
    const moved = await read([push(set, 0.2)])
    const change = (position: number) =>
      relativeError(token(moved, residPost(20), position), token(plain, residPost(20), position))
    for (let position = 1; position < ids.length; position++)
      expect(change(position)).toBeGreaterThan(0.01)
  })

  it('leave position 0 alone, at every block', async () => {
    const moved = await read([push(set, 0.2)])
    for (const name of at) expect(token(moved, name, 0)).toEqual(token(plain, name, 0))
  })

  it('steer position 0 too when told to, and nothing before a later first position', async () => {
    const first = { ...push(set, 0.2), firstPosition: 0 }
    expect(offReference(await read([first]), [first], 0)).toBeLessThan(1e-6)
    const later = { ...push(set, 0.2), firstPosition: 5 }
    const moved = await read([later])
    for (const name of at)
      for (let position = 0; position < 5; position++)
        expect(token(moved, name, position)).toEqual(token(plain, name, position))
    expect(offReference(moved, [later], 5)).toBeLessThan(1e-6)
  })

  it('add up at several blocks at once', async () => {
    const band = [10, 11, 12].map((layer) => push(set, 0.05, layer))
    const moved = await read(band)
    expect(untouched(moved, residPost(10))).toEqual(untouched(plain, residPost(10)))
    expect(offReference(moved, [band[0]!])).toBeLessThan(1e-6)
    const first = await read([band[0]!])
    const second = await read(band.slice(0, 2))
    // At block 11 the two-block push differs from the one-block push by block 11's own vector.
    const { vector, scale } = band[1] as Extract<Intervention, { kind: 'add' }>
    const difference = token(second, residPost(11), 4).map(
      (value, i) => value - token(first, residPost(11), 4)[i]!,
    )
    const pushed = vector.map((value) => value * scale)
    expect(relativeError(difference, pushed)).toBeLessThan(1e-3)
  })

  it('leave the projection at 0 when ablating, and change nothing across the direction', async () => {
    const ablate: Intervention = { kind: 'ablate', at: here, vector: direction, firstPosition: 1 }
    const moved = await read([ablate])
    expect(untouched(moved, here)).toEqual(untouched(plain, here))
    for (let position = 1; position < ids.length; position++) {
      const size = norm(token(plain, here, position))
      expect(Math.abs(dot(token(moved, here, position), direction)) / size).toBeLessThan(1e-6)
    }
    expect(Math.abs(dot(token(plain, here, 4), direction))).toBeGreaterThan(0.5)
    expect(offReference(moved, [ablate])).toBeLessThan(1e-6)
    expect(token(moved, here, 0)).toEqual(token(plain, here, 0))
  })

  it('set the projection when clamping', async () => {
    const projection = 12.5
    const common = { at: here, vector: direction, firstPosition: 1 }
    const clamp: Intervention = { kind: 'clamp', ...common, projection }
    const moved = await read([clamp])
    for (let position = 1; position < ids.length; position++) {
      const size = norm(token(plain, here, position))
      const off = Math.abs(dot(token(moved, here, position), direction) - projection)
      expect(off / size).toBeLessThan(1e-6)
    }
    expect(offReference(moved, [clamp])).toBeLessThan(1e-6)
  })

  it('act in the order in which they are listed', async () => {
    const add = push(set, 0.1)
    const ablate: Intervention = { kind: 'ablate', at: here, vector: direction, firstPosition: 1 }
    const other = { ...push(set, 0.1), vector: randomDirection(dModel, 5) }
    for (const list of [
      [add, ablate],
      [ablate, add],
      [other, ablate, add],
    ])
      expect(offReference(await read(list), list)).toBeLessThan(1e-6)
  })

  it('give the plain residuals again after all that', async () => {
    expect(await read([])).toEqual(plain)
  })
})

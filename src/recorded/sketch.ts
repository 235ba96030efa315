import { norm } from '../math/vector.ts'
import type { Intervention } from '../steering/intervention.ts'

/** A vector in few numbers: enough to tell one direction or push from another, too few to steer with. */
export interface Sketch {
  norm: number
  parts: number[] // eight components, evenly spread
}

/** What a lane's intervention adds, sketched. Only additions are recorded. */
export interface SketchedPush extends Sketch {
  at: string
  firstPosition: number
}

const PARTS = 8

/** How far a vector may be from its sketch, against its norm: other browsers draw the last bits of Gaussians otherwise. */
const TOLERANCE = 1e-3

/** The sketch of `scale` times a vector. */
export function sketchOf(vector: Float32Array, scale = 1): Sketch {
  const parts = Array.from({ length: PARTS }, (_, i) => {
    const at = Math.floor(((i + 0.5) * vector.length) / PARTS)
    return rounded(scale * (vector[at] ?? 0))
  })
  return { norm: rounded(Math.abs(scale) * norm(vector)), parts }
}

/** The sketches of a lane's interventions; null where one does something else than add. */
export function sketchedPushes(interventions: readonly Intervention[]): SketchedPush[] | null {
  const pushes: SketchedPush[] = []
  for (const one of interventions) {
    if (one.kind !== 'add') return null
    const { at, firstPosition, vector, scale } = one
    pushes.push({ at, firstPosition, ...sketchOf(vector, scale) })
  }
  return pushes
}

/** Whether two sketches can be of the same vector. */
export function agree(one: Sketch, other: Sketch): boolean {
  const limit = TOLERANCE * Math.max(one.norm, other.norm)
  const near = (a: number, b: number | undefined) => b !== undefined && Math.abs(a - b) <= limit
  return (
    near(one.norm, other.norm) &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, i) => near(part, other.parts[i]))
  )
}

/** Whether two lists of pushes do the same at the same places. */
export const pushesAgree = (
  one: readonly SketchedPush[],
  other: readonly SketchedPush[],
): boolean =>
  one.length === other.length &&
  one.every((push, i) => {
    const twin = other[i]
    return (
      twin !== undefined &&
      push.at === twin.at &&
      push.firstPosition === twin.firstPosition &&
      agree(push, twin)
    )
  })

/** Five significant digits: what a recording keeps of a number. */
export const rounded = (value: number): number => Number(value.toPrecision(5))

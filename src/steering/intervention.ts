import type { HookPoint } from './hookPoint.ts'

/**
 * What is done to the residual h at one hook point, at every position from `firstPosition` on
 * (1 leaves the first position of the whole sequence alone, which carries the massive activation).
 *   add     h + scale · vector
 *   ablate  h − (h · u) u              u = vector, unit
 *   clamp   h + (projection − h · u) u
 * Several interventions at one hook point act in the order in which they are listed.
 */
export type Intervention =
  | { kind: 'add'; at: HookPoint; vector: Float32Array; scale: number; firstPosition: number }
  | { kind: 'ablate'; at: HookPoint; vector: Float32Array; firstPosition: number }
  | {
      kind: 'clamp'
      at: HookPoint
      vector: Float32Array
      projection: number
      firstPosition: number
    }

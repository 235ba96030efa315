import { norm } from '../math/vector.ts'
import type { Intervention } from '../steering/intervention.ts'
import type { Check } from '../steering/labEngine.ts'
import type { GenerateRequest, SteerableModel } from '../steering/steerableModel.ts'

/** Checks as they are gathered: a name holds its largest error. */
export class CheckList {
  readonly #checks = new Map<string, Check>()

  add(name: string, error: number, tolerance: number): void {
    const before = this.#checks.get(name)?.error ?? 0
    const worst = Number.isNaN(error) || Number.isNaN(before) ? Number.NaN : Math.max(before, error)
    this.#checks.set(name, { name, error: worst, tolerance, ok: worst <= tolerance })
  }

  list(): Check[] {
    return [...this.#checks.values()]
  }
}

/** ‖a − b‖ / ‖b‖. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  return norm(a.map((value, i) => value - (b[i] ?? Number.NaN))) / norm(b)
}

/** max |a − b|; NaN when the lengths differ. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN
  return a.reduce((worst, value, i) => {
    const difference = Math.abs(value - (b[i] ?? Number.NaN))
    return difference > worst || Number.isNaN(difference) ? difference : worst
  }, 0)
}

/** How many of the ids differ before the first step whose gap is below `clear`. */
export function wrongIds(
  own: readonly number[],
  expected: readonly number[],
  gaps: readonly number[],
  clear = 0.02,
): number {
  const unclear = gaps.findIndex((gap) => gap < clear)
  const compared = unclear < 0 ? expected.length : unclear
  let wrong = 0
  for (let i = 0; i < compared; i++) if (own[i] !== expected[i]) wrong++
  return wrong
}

/** Greedy ids of one lane. */
export async function greedyIds(
  model: SteerableModel,
  request: Pick<GenerateRequest, 'ids' | 'maxTokens' | 'ignoreStop'>,
  interventions: readonly Intervention[],
): Promise<number[]> {
  return (await greedyLanes(model, request, [interventions]))[0] ?? []
}

/** Greedy ids of lanes that are written together, each under its own interventions. */
export async function greedyLanes(
  model: SteerableModel,
  request: Pick<GenerateRequest, 'ids' | 'maxTokens' | 'ignoreStop'>,
  lanes: readonly (readonly Intervention[])[],
): Promise<number[][]> {
  const ids: number[][] = lanes.map(() => [])
  const run = model.generate({
    ...request,
    lanes: lanes.map((interventions) => ({
      name: 'greedy',
      steering: { coefficient: 0, interventions },
      shadow: false,
    })),
    probes: [],
    sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 },
  })
  for await (const event of run) if (event.type === 'step') ids[event.lane]?.push(event.step.id)
  return ids
}

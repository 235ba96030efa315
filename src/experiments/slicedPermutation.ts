import { permutationTest } from '../math/permutationTest.ts'
import { yieldToEvents } from '../steering/yieldToEvents.ts'

const slices = 10

/**
 * `permutationTest` over ten times `sliceDraws` shuffles, with waiting events let in between: the one-sided p, in (0, 1].
 * Slices take the seeds from `seed` on. Throws RangeError as it does.
 */
export async function slicedPermutation(
  observed: number,
  statistic: (order: readonly number[]) => number,
  n: number,
  seed: number,
  sliceDraws = 1000,
): Promise<number> {
  let extreme = 0
  for (let slice = 0; slice < slices; slice++) {
    const p = permutationTest(observed, statistic, n, seed + slice, sliceDraws)
    extreme += Math.round(p * (1 + sliceDraws)) - 1 // the order as it is counts once, not in every slice
    await yieldToEvents()
  }
  return (1 + extreme) / (1 + slices * sliceDraws)
}

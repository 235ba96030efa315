import type { CaptureSequence } from '../../src/steering/steerableModel.ts'

const run = (from: number, length: number) => Array.from({ length }, (_, i) => (from + 7 * i) % 250)
const outer = run(1, 14)
const [left, right] = [
  [...outer, ...run(90, 12)],
  [...outer, ...run(141, 10)],
]

/** Three starts at two levels, equal texts, a text that is the start of others, and two that share nothing. */
export const nested: readonly CaptureSequence[] = [
  { ids: [...left, 11, 12], positions: 'all' },
  { ids: [200, 13], positions: 'all' },
  { ids: [...right, 14], positions: [20, 3, 24, 3] },
  { ids: [...left, 11, 12], positions: 'last' },
  { ids: left, positions: [20, 20, 0] },
  { ids: [...outer, 15, 16, 17, 18], positions: 'all' },
  { ids: [...right, 19, 20, 21], positions: [] },
  { ids: run(202, 9), positions: [4] },
]

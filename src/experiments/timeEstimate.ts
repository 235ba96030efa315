import type { Task } from './measured.ts'

/** Seconds that one token takes: read in a batch of a text, and written one after another. */
export interface Pace {
  read: number
  written: number
}

/** The pace of a device before anything is measured: reading is about eight times as fast as writing. */
export function paceOf(tokensPerSecond: number | null): Pace {
  const written = 1 / (tokensPerSecond ?? 20)
  return { read: written / 8, written }
}

/** How many seconds tasks take. */
export const secondsOf = (tasks: readonly Pick<Task, 'cost'>[], { read, written }: Pace): number =>
  tasks.reduce((sum, { cost }) => sum + cost.read * read + cost.written * written, 0)

/** The same from how long other tasks of the run took; null while none has. */
export function secondsLeft(
  done: readonly Pick<Task, 'cost'>[],
  seconds: number,
  left: readonly Pick<Task, 'cost'>[],
): number | null {
  const usual = paceOf(null)
  const before = secondsOf(done, usual)
  return before > 0 ? (seconds * secondsOf(left, usual)) / before : null
}

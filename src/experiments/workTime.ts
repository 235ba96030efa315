import type { Task } from './measured.ts'
import { paceOf, secondsOf } from './timeEstimate.ts'

/**
 * How long a device has been at work on tasks. A stretch far beyond the pace so far is a laptop that slept: it counts as
 * long as the pace would have it, and one that ends before it began counts as nothing.
 */
export class WorkTime {
  #seconds = 0
  #usual = 0 // seconds that the same tasks take at the usual pace

  get seconds(): number {
    return this.#seconds
  }

  add(task: Pick<Task, 'cost'>, seconds: number): void {
    const usual = secondsOf([task], paceOf(null))
    const expected = this.#usual > 0 ? (usual * this.#seconds) / this.#usual : usual
    const slept = seconds > 60 && seconds > 30 * expected
    this.#seconds += slept ? expected : Math.max(0, seconds)
    this.#usual += usual
  }
}

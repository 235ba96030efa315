import type { RecordedPush, Shift } from './frontRecording.ts'

type Lane = keyof RecordedPush['shift']

/** Where pushes and shifts lie in a drawing of some width and height, in px, with room for the words around it. */
export class DoseScale {
  readonly left = 34
  readonly top = 10
  readonly right: number
  readonly bottom: number
  readonly #first: number
  readonly #last: number
  readonly #low: number
  readonly #high: number

  /** `pushes` ascend; the drawing holds all their intervals, and −1 to 1 SD at least. */
  constructor(pushes: readonly RecordedPush[], width: number, height: number) {
    const all = pushes.flatMap(({ shift }) => [shift.steered, shift.random])
    this.right = width - 12
    this.bottom = height - 24
    this.#first = pushes[0]?.push ?? 0
    this.#last = pushes.at(-1)?.push ?? 1
    this.#low = Math.min(-1, ...all.map(({ low }) => low))
    this.#high = Math.max(1, ...all.map(({ high }) => high))
  }

  x(push: number): number {
    const share = (push - this.#first) / (this.#last - this.#first)
    return this.left + share * (this.right - this.left)
  }

  /** Downward, as pictures count: a higher reading lies higher up. */
  y(shift: number): number {
    return this.top + ((this.#high - shift) / (this.#high - this.#low)) * (this.bottom - this.top)
  }

  /** The path of the means. */
  line(pushes: readonly RecordedPush[], lane: Lane): string {
    return `M${this.#points(pushes, lane, 'mean').join('L')}`
  }

  /** The path around the intervals. */
  band(pushes: readonly RecordedPush[], lane: Lane): string {
    const back = this.#points(pushes, lane, 'low').reverse()
    return `M${[...this.#points(pushes, lane, 'high'), ...back].join('L')}Z`
  }

  #points(pushes: readonly RecordedPush[], lane: Lane, end: keyof Shift): string[] {
    return pushes.map(
      ({ push, shift }) => `${this.x(push).toFixed(1)} ${this.y(shift[lane][end]).toFixed(1)}`,
    )
  }
}

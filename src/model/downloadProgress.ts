import type { LoadEvent } from '../steering/labEngine.ts'

/**
 * Adds up the bytes of files that are fetched side by side, so that a bar goes from start to end once: the total is 0,
 * which is unknown, until `expect` has named all files and the size of each is known.
 */
export class DownloadProgress {
  readonly #onEvent: ((event: LoadEvent) => void) | undefined
  readonly #files = new Map<string, { done: number; total: number; ended: boolean }>()
  #allNamed = false

  constructor(onEvent?: (event: LoadEvent) => void) {
    this.#onEvent = onEvent
  }

  /** Names all files that are still to come, with their sizes, 0 where a size is not known yet. */
  expect(sizes: ReadonlyMap<string, number>): void {
    for (const [path, total] of sizes) this.#files.set(path, { done: 0, total, ended: false })
    this.#allNamed = true
  }

  /** Tells that so many bytes of a file have come; `total` is 0 while nobody has said how many there are. */
  tell(path: string, done: number, total: number): void {
    this.#files.set(path, { done, total, ended: false })
    this.#say(path)
  }

  /** Counts a file as it turned out to be: 0 bytes where it is not there. */
  end(path: string, bytes: number): void {
    this.#files.set(path, { done: bytes, total: bytes, ended: true })
    this.#say(path)
  }

  #say(file: string): void {
    const all = [...this.#files.values()]
    const isKnown = this.#allNamed && all.every(({ total, ended }) => total > 0 || ended)
    const sum = (of: 'done' | 'total') => all.reduce((before, each) => before + each[of], 0)
    this.#onEvent?.({
      type: 'progress',
      stage: 'download',
      file,
      done: sum('done'),
      total: isKnown ? sum('total') : 0,
    })
  }
}

/** Which push is shown, and how many tokens of its texts are written by now. */
export interface PlaybackState {
  push: number
  written: number // of the pushed texts
  baseline: number // of the baseline, which does not begin again when the push moves
  playing: boolean
}

/** Frames and their time in ms: the page's, or a test's own. `next` gives the way to cancel. */
export interface Clock {
  now(): number
  next(tick: () => void): () => void
}

interface Options {
  length: number // tokens of a text
  msPerToken: number
  push: number
  still: boolean // whole texts at once, until playing is asked for
  clock: Clock
}

/** Plays recorded texts at their pace: moving the push begins its text anew, while the baseline stands. */
export class Playback {
  readonly #options: Options
  readonly #listeners = new Set<() => void>()
  #state: PlaybackState
  #started = 0 // when token 0 of the pushed text would have begun, by the clock
  #cancel: (() => void) | null = null

  constructor(options: Options) {
    const { length, push, still } = options
    const written = still ? length : 0
    this.#options = options
    this.#state = { push, written, baseline: written, playing: !still }
  }

  readonly state = (): PlaybackState => this.#state

  /** Runs only while somebody looks. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#state.playing && !this.#cancel) this.#start(this.#state.written)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  /** Goes on, or begins both texts again once they are written. */
  play(): void {
    const { written, push } = this.#state
    if (written >= this.#options.length) this.#set({ push, written: 0, baseline: 0, playing: true })
    else this.#set({ ...this.#state, playing: true })
    this.#start(this.#state.written)
  }

  pause(): void {
    this.#stop()
    this.#set({ ...this.#state, playing: false })
  }

  /** Shows another push; its text begins anew, or stands at once where nothing should move by itself. */
  moveTo(push: number): void {
    if (push === this.#state.push) return
    const { length, still } = this.#options
    this.#stop()
    if (still) {
      this.#set({ push, written: length, baseline: length, playing: false })
      return
    }
    this.#set({ ...this.#state, push, written: 0, playing: true })
    this.#start(0)
  }

  #start(from: number): void {
    const { clock, msPerToken } = this.#options
    this.#stop()
    this.#started = clock.now() - from * msPerToken
    this.#cancel = clock.next(this.#tick)
  }

  #stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  readonly #tick = (): void => {
    const { clock, msPerToken, length } = this.#options
    const written = Math.min(length, Math.floor((clock.now() - this.#started) / msPerToken) + 1)
    const playing = written < length
    this.#cancel = playing ? clock.next(this.#tick) : null
    if (written === this.#state.written && playing) return
    const baseline = Math.max(this.#state.baseline, written)
    this.#set({ ...this.#state, written, baseline, playing })
  }

  #set(state: PlaybackState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

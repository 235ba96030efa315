import type { LabState, LabStore } from '../labState.ts'
import { isBusy } from '../run/runPhase.ts'
import type { TextStorage } from '../textStorage.ts'
import { measuredPoint } from './measuredPoint.ts'
import { keepPoints, mergedPoints, parsePoints, restorePoints, withPoint } from './ownPoints.ts'
import type { StudyPoint } from './runPoint.ts'

/** Takes a point of each run that ends by itself, and keeps the newest of them, those of other tabs too. */
export class RunPoints {
  readonly #store: LabStore
  readonly #storage: TextStorage | undefined
  #busy = false

  constructor(store: LabStore, storage: TextStorage | undefined) {
    this.#store = store
    this.#storage = storage
    store.subscribe((state) => this.#follow(state))
    storage?.follow?.((text) => this.#hear(parsePoints(text)))
  }

  /** Forgets all points, here and on the device. */
  clear(): void {
    this.#set([])
  }

  #follow(state: LabState): void {
    const busy = isBusy(state.run)
    const ended = this.#busy && !busy && state.run.phase === 'done'
    this.#busy = busy
    const point = ended ? measuredPoint(state) : null
    if (!point) return
    const stored = restorePoints(this.#storage)
    const points = withPoint(mergedPoints(stored.points, state.ownPoints.points), point)
    if (stored.kept) this.#set(points)
    else this.#store.setState({ ownPoints: { points, kept: false } }) // what another version kept stays
  }

  /** What another tab wrote is added; where it forgot all of them, or a person removed them, they go here too. */
  #hear(stored: readonly StudyPoint[] | null): void {
    if (stored === null) return // kept by another version of the lab
    this.#store.setState(({ ownPoints: { points, kept } }) => ({
      ownPoints: { points: stored.length === 0 ? [] : mergedPoints(stored, points), kept },
    }))
  }

  #set(points: readonly StudyPoint[]): void {
    this.#store.setState({ ownPoints: { points, kept: keepPoints(this.#storage, points) } })
  }
}

import type { LabState, LabStore } from '../labState.ts'
import { isBusy } from '../run/runPhase.ts'
import type { TextStorage } from '../textStorage.ts'
import { measuredPoint } from './measuredPoint.ts'
import { keepPoints, withPoint } from './ownPoints.ts'
import type { StudyPoint } from './runPoint.ts'

/** Takes a point of each run that ends by itself, and keeps the newest of them. */
export class RunPoints {
  readonly #store: LabStore
  readonly #storage: TextStorage | undefined
  #busy = false

  constructor(store: LabStore, storage: TextStorage | undefined) {
    this.#store = store
    this.#storage = storage
    store.subscribe((state) => this.#follow(state))
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
    if (point) this.#set(withPoint(state.ownPoints.points, point))
  }

  #set(points: readonly StudyPoint[]): void {
    this.#store.setState({ ownPoints: { points, kept: keepPoints(this.#storage, points) } })
  }
}

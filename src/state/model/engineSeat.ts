import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import type { LabEngine, LoadRequest } from '../../steering/labEngine.ts'
import type { EngineHandle } from './engineHandle.ts'

/**
 * Holds at most one engine: makes it when it is first needed, drops it when it dies, makes another after that.
 * `died` is told once for each engine that is lost.
 */
export class EngineSeat {
  #handle: EngineHandle | null = null
  readonly #make: (request: LoadRequest) => EngineHandle
  readonly #died: (error: LabError) => void

  constructor(make: (request: LoadRequest) => EngineHandle, died: (error: LabError) => void) {
    this.#make = make
    this.#died = died
  }

  /** The engine in the seat, made for this load if the seat is empty. Throws LabError when none can be made. */
  take(request: LoadRequest): LabEngine {
    if (!this.#handle) {
      const handle = this.#made(request)
      this.#handle = handle
      handle.onDeath((error) => this.#lose(handle, error))
    }
    return this.#handle.engine
  }

  /** The engine in the seat; throws LabError when it is empty. */
  engine(): LabEngine {
    if (!this.#handle) throw new LabError('worker-dead', say('fault.noModel'))
    return this.#handle.engine
  }

  /** Whether this engine still sits here: answers of one that was replaced are stale. */
  holds(engine: LabEngine): boolean {
    return this.#handle?.engine === engine
  }

  /** Tells of an engine whose call failed with a loss that `onDeath` did not report. */
  lost(error: LabError): void {
    if (this.#handle) this.#lose(this.#handle, error)
  }

  /** Empties the seat without telling anybody. */
  clear(): void {
    this.#handle?.dispose()
    this.#handle = null
  }

  #made(request: LoadRequest): EngineHandle {
    try {
      return this.#make(request)
    } catch (error) {
      if (error instanceof LabError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new LabError('worker-dead', say('fault.noWorker', { reason }), { cause: error })
    }
  }

  #lose(handle: EngineHandle, error: LabError): void {
    if (handle !== this.#handle) return
    this.clear()
    this.#died(error)
  }
}

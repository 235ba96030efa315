import type { LoadRequest } from '../../steering/labEngine.ts'
import type { LabStore } from '../labState.ts'
import type { TextStorage } from '../textStorage.ts'
import type { Mode } from './mode.ts'
import { keepMode } from './modeStorage.ts'
import { modeIn } from './recordedMode.ts'

/**
 * Keeps the engine in step with the mode: when a choice, a class or what a load found out changes it, what is loaded is
 * loaded anew in the other mode. Before the first load there is nothing to change.
 */
export class Moding {
  readonly #store: LabStore
  #mode: Mode

  constructor(store: LabStore, storage: TextStorage | undefined, changed: () => void) {
    this.#store = store
    this.#mode = modeIn(store.getState()).mode
    store.subscribe((state, before) => {
      if (state.mode !== before.mode) keepMode(storage, state.mode)
      const { mode } = modeIn(state)
      if (mode === this.#mode) return
      this.#mode = mode
      if (state.model.phase !== 'idle') changed()
    })
  }

  /** Chooses for this person; what is loaded follows. */
  choose(choice: Mode): void {
    this.#store.setState(({ mode }) => ({ mode: { ...mode, choice } }))
  }

  /** A load from outside says by its device which mode is meant. */
  follow({ device }: LoadRequest): void {
    const asked = device === 'recorded'
    const { mode, reason } = modeIn(this.#store.getState())
    if (reason === 'class' || asked === (mode === 'recorded')) return
    this.#mode = asked ? 'recorded' : 'live' // it loads by itself
    this.choose(this.#mode)
  }
}

/** A load as the mode has it: a class that shows recorded texts shows them whatever is asked for. */
export function loadIn(recorded: boolean, request: LoadRequest): LoadRequest {
  if (recorded) return { ...request, device: 'recorded' }
  const { device, ...rest } = request
  return device === undefined || device === 'recorded' ? rest : { ...rest, device }
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import { onLanguage } from '../../language/say.ts'
import { decodeClass } from '../../state/class/classCode.ts'
import { classHash } from '../../state/class/classPlaces.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import type { Lab } from '../../state/lab.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { classCodeOf } from './classHash.ts'
import { knownNames } from './knownLessons.ts'

/** The class link that the page is at. A class that could be read is joined, and the page is at its room then. */
export type Opened =
  | { phase: 'none' }
  | { phase: 'reading'; code: string }
  | { phase: 'refused'; code: string; sentence: string }

/** Opens the class link that the address is: joins its class and goes on to its room, or says what is wrong with it. */
export class ClassAddress {
  readonly store: StoreApi<Opened> = createStore<Opened>(() => ({ phase: 'none' }))
  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
    addEventListener('hashchange', () => void this.#follow())
    onLanguage(() => this.store.getState().phase === 'refused' && void this.#follow())
    void this.#follow()
  }

  /** Joins a class that was read, from a link or a file, and goes on to its room. */
  enter(plan: ClassPlan): void {
    this.#lab.joinClass(plan)
    location.replace(classHash(plan)) // Back leads to where the link was opened, not into it again
  }

  async #follow(): Promise<void> {
    const code = classCodeOf(location.hash)
    const opened: Opened = code === null ? { phase: 'none' } : { phase: 'reading', code }
    this.store.setState(opened, true)
    if (code === null) return
    const isOver = () => this.store.getState() !== opened // the page is at another address
    try {
      const plan = await decodeClass(code, knownNames())
      if (!isOver()) this.enter(plan)
    } catch (error) {
      if (!isOver())
        this.store.setState({ phase: 'refused', code, sentence: sentenceOf(error) }, true)
    }
  }
}

const made = new WeakMap<Lab, ClassAddress>()

/** What opens class links for a lab, from the first time that it is asked for. */
export function classAddressOf(lab: Lab): ClassAddress {
  const known = made.get(lab) ?? new ClassAddress(lab)
  made.set(lab, known)
  return known
}

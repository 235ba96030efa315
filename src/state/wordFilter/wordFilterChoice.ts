import type { LabState } from '../labState.ts'
import type { TextStorage } from '../textStorage.ts'

/** Whether filtered words are covered now: because the class says so, or by choice. */
export const filtersWords = ({ classroom, wordFilter }: LabState): boolean =>
  classroom?.filter === true || wordFilter

/** What an earlier visit chose; off where nothing was kept or storage is closed. */
export function restoreFilter(storage: TextStorage | undefined): boolean {
  try {
    return storage?.read() === 'on'
  } catch {
    return false
  }
}

/** Keeps the choice; a browser that refuses only loses this comfort. */
export function keepFilter(storage: TextStorage | undefined, on: boolean): void {
  try {
    storage?.write(on ? 'on' : 'off')
  } catch {
    // Chosen again at the next visit.
  }
}

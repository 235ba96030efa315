/** What a tab has in its memory alone: results of a class that were gathered or only pasted, and the form of a class. */
export const UNSAVED = ['gathered', 'pasted', 'classForm'] as const
export type Unsaved = (typeof UNSAVED)[number]

const held = new Set<Unsaved>()

/** Says whether there is something in this tab that loading its page again would lose. */
export function holdUnsaved(what: Unsaved, holds: boolean): void {
  if (holds) held.add(what)
  else held.delete(what)
}

/** All that there is now; whoever would load the page again asks first. */
export const unsavedHere = (): readonly Unsaved[] => UNSAVED.filter((what) => held.has(what))

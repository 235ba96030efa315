import { kindOf, type TextKind, texts } from '../storageNames.ts'

/** Kinds of texts that can be removed each by itself. */
export const removableTexts = [
  'progress',
  'results',
  'class',
  'settings',
] as const satisfies TextKind[]
export type RemovableTexts = (typeof removableTexts)[number]

/** Bytes that the texts of a kind take in local storage; 0 where storage is refused. */
export const textSize = (kind: RemovableTexts): number =>
  keysOf(kind).reduce(
    (sum, key) => sum + 2 * (key.length + (localStorage.getItem(key)?.length ?? 0)),
    0,
  )

/** Removes the texts of a kind. A browser tells its other tabs of it; this one is told here. */
export function forgetTexts(kind: RemovableTexts): void {
  for (const key of keysOf(kind)) {
    localStorage.removeItem(key)
    dispatchEvent(new StorageEvent('storage', { key, newValue: null }))
  }
}

/** What was typed in classes is in use while one is joined. */
function keysOf(kind: RemovableTexts): string[] {
  try {
    if (kind === 'class' && localStorage.getItem(texts.classSession.key) !== null) return []
    return Object.keys(localStorage).filter((key) => kindOf(key) === kind)
  } catch {
    return [] // storage refused
  }
}

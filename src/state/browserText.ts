import type { TextStorage } from './textStorage.ts'

/** The text under a key of the browser's local storage. */
export const browserText = (key: string): TextStorage => ({
  read: () => localStorage.getItem(key),
  write: (text) => localStorage.setItem(key, text),
  follow: (changed) =>
    addEventListener('storage', (event) => {
      if (event.key === key) changed(event.newValue)
    }),
})

import type { TextStorage } from '../../src/state/textStorage.ts'

/** One text of a browser as its tabs have it: what one of them writes the others hear. */
export class SharedText {
  text: string | null
  readonly #heard = new Map<TextStorage, (text: string | null) => void>()

  constructor(text: string | null = null) {
    this.text = text
  }

  tab(): TextStorage {
    const tab: TextStorage = {
      read: () => this.text,
      write: (text) => this.#set(text, tab),
      follow: (changed) => void this.#heard.set(tab, changed),
    }
    return tab
  }

  /** A person removes it; all tabs hear of that. */
  remove(): void {
    this.#set(null, null)
  }

  #set(text: string | null, by: TextStorage | null): void {
    this.text = text
    for (const [tab, changed] of this.#heard) if (tab !== by) changed(text)
  }
}

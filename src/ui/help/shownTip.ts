import { placeTip } from './tipPlace.ts'

interface Shown {
  tip: HTMLElement
  pinned: boolean // by a press: it stays when the pointer leaves
  leaving: ReturnType<typeof setTimeout> | undefined
  close: () => void
}

/** Long enough to move the pointer from the word onto its tip. */
const LEAVE_AFTER = 200

let shown: Shown | null = null

/** Shows a tip beside its word and hides any other. Escape or a press elsewhere hides it. */
export function showTip(tip: HTMLElement, word: HTMLElement, text: string): void {
  if (shown?.tip === tip) {
    clearTimeout(shown.leaving)
    return
  }
  shown?.close()
  tip.textContent = text // not before: what is read and searched on the page stays the page
  tip.showPopover()
  placeTip(tip, word)
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !tip.isConnected) return
    event.preventDefault() // one Escape closes the tip and leaves open what it stands in
    event.stopPropagation()
    close()
  }
  const onPress = (event: Event): void => {
    const inside = event.target instanceof Node && word.parentElement?.contains(event.target)
    if (!inside) close()
  }
  function close(): void {
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('pointerdown', onPress, true)
    clearTimeout(shown?.leaving)
    shown = null
    if (tip.isConnected && tip.matches(':popover-open')) tip.hidePopover()
    tip.textContent = ''
  }
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('pointerdown', onPress, true)
  shown = { tip, pinned: false, leaving: undefined, close }
}

/** A press on the word: its tip stays until it is dismissed; another press dismisses it. */
export function pressTip(tip: HTMLElement, word: HTMLElement, text: string): void {
  if (shown?.tip === tip && shown.pinned) {
    shown.close()
    return
  }
  showTip(tip, word, text)
  if (shown) shown.pinned = true
}

/** The pointer has left word and tip: the tip goes after a moment, unless it is pinned or the word has the focus. */
export function leaveTip(tip: HTMLElement, word: HTMLElement): void {
  if (shown?.tip !== tip || shown.pinned || document.activeElement === word) return
  clearTimeout(shown.leaving)
  shown.leaving = setTimeout(shown.close, LEAVE_AFTER)
}

/** The word has lost the focus: the tip goes, unless the pointer is on it. */
export function blurTip(tip: HTMLElement): void {
  if (shown?.tip === tip && !tip.parentElement?.matches(':hover')) shown.close()
}

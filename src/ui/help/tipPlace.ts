/** Where a tip hangs, in px of the page. */
export interface TipPlace {
  left: number
  width: number
  top: number // of the tip, or of what it explains, above which it then stands
  above: boolean
}

interface Edges {
  left: number
  top: number
  bottom: number
}

interface View {
  width: number
  height: number
  scrollX: number
  scrollY: number
}

const WIDEST = 300
const MARGIN = 12
const GAP = 6

/**
 * Below what it explains, or above where that stands in the lower part of the view; never wider than the view.
 * `anchor` is relative to the view, as getBoundingClientRect gives it.
 */
export function tipPlace(anchor: Edges, view: View): TipPlace {
  const width = Math.max(0, Math.min(WIDEST, view.width - 2 * MARGIN))
  const left = Math.max(MARGIN, Math.min(anchor.left, view.width - width - MARGIN)) + view.scrollX
  const above = anchor.bottom > view.height * 0.62 && anchor.top > view.height * 0.38
  const top = (above ? anchor.top - GAP : anchor.bottom + GAP) + view.scrollY
  return { left, width, top, above }
}

/** Puts a tip beside what it explains. The tip is placed absolutely in the top layer, so it scrolls with the page. */
export function placeTip(tip: HTMLElement, anchor: Element): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement
  const view = { width, height, scrollX, scrollY }
  const place = tipPlace(anchor.getBoundingClientRect(), view)
  tip.style.left = `${place.left}px`
  tip.style.width = `${place.width}px`
  tip.style.top = `${place.top}px`
  tip.style.transform = place.above ? 'translateY(-100%)' : ''
}

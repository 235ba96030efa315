import { ISOLATION_TRIED } from '../storageNames.ts'

const oneTryMs = 30_000

/**
 * Whether loading the page again would let it share memory between threads: the worker serves it by now, with the
 * headers for that, and did not when this page was fetched. Not twice in a row: a browser may be told to pass the
 * worker by.
 */
export function wouldBeIsolated(servedAtStart: boolean): boolean {
  if (crossOriginIsolated || servedAtStart || window !== window.top) return false
  try {
    const tried = Number(sessionStorage.getItem(ISOLATION_TRIED) ?? 0)
    sessionStorage.setItem(ISOLATION_TRIED, String(Date.now()))
    return Math.abs(Date.now() - tried) > oneTryMs
  } catch {
    return cameByAddress() // storage refused: the kind of visit tells
  }
}

function cameByAddress(): boolean {
  const [visit] = performance.getEntriesByType('navigation')
  return visit instanceof PerformanceNavigationTiming && visit.type === 'navigate'
}

const touches = ['pointerdown', 'keydown', 'input'] as const

/** Listens until `isOver` is called; then tells whether the person did anything on the page meanwhile. */
export function watchTouches(): { isOver: () => boolean } {
  let touched = false
  const note = (): void => {
    touched = true
  }
  for (const touch of touches) addEventListener(touch, note, { capture: true })
  return {
    isOver() {
      for (const touch of touches) removeEventListener(touch, note, { capture: true })
      return touched
    },
  }
}

/** Scrolls to a part of the page and puts the keyboard there. Hashes are routes here, so links cannot do that. */
export function showPart(id: string): void {
  const part = document.getElementById(id)
  part?.scrollIntoView({ block: 'start' })
  part?.focus({ preventScroll: true })
}

const GLIMPSE = 100 // pixels of a lane: less is its name without its text

/**
 * Scrolls to a part that lies below the screen; one that is seen stays where it is, and so does the keyboard. What comes
 * in above it would push it away again: the function that it gives puts it back, unless somebody has scrolled since.
 */
export function bringUp(id: string): () => void {
  const part = document.getElementById(id)
  if (!part || part.getBoundingClientRect().top < innerHeight - GLIMPSE) return () => undefined
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  part.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
  const hands = new AbortController()
  for (const touch of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(touch, () => hands.abort(), {
      once: true,
      passive: true,
      signal: hands.signal,
    })
  return () => {
    if (!hands.signal.aborted) part.scrollIntoView({ block: 'start' })
    hands.abort()
  }
}

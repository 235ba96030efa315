import { type RefCallback, useCallback, useState } from 'react'

/** The width of an element in pixels, kept up to date, and the ref that goes on it. */
export function useWidth(first = 600): [number, RefCallback<HTMLElement>] {
  const [width, setWidth] = useState(first)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(200, Math.floor(entry.contentRect.width)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [width, ref]
}

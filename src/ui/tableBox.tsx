import type { ReactNode } from 'react'

/** Holds a table that may be wider than the screen: it scrolls by itself, by keyboard too. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="tableBox" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}

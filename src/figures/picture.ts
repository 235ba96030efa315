import type { ReactNode } from 'react'

/** Something drawn from y = 0 downward, in pixels. */
export interface Picture {
  height: number
  content: ReactNode
}

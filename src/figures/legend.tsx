import type { ReactNode } from 'react'
import type { Picture } from './picture.ts'
import { fitted, size, textWidth } from './textSize.ts'

/** A sample, drawn from (0, 0) to the right, and what it stands for. */
export interface LegendEntry {
  label: string
  sample: ReactNode
  wide: number // of the sample, in pixels
}

const LINE = 20

/** Samples with their words, in as many lines as the width asks for. */
export function legend(entries: readonly LegendEntry[], width: number): Picture {
  let x = 0
  let line = 0
  const placed = entries.map(({ label, sample, wide }) => {
    const text = fitted(label, width - wide - 6, size.small)
    const needs = wide + 6 + textWidth(text, size.small)
    if (x > 0 && x + needs > width) {
      x = 0
      line++
    }
    const at = { x, y: line * LINE + 10, text, sample, wide }
    x += needs + 18
    return at
  })
  if (placed.length === 0) return { height: 0, content: null }
  return {
    height: (line + 1) * LINE + 4,
    content: placed.map(({ x, y, text, sample, wide }) => (
      <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
        {sample}
        <text className="softText" x={wide + 6} dy="0.35em">
          {text}
        </text>
      </g>
    )),
  }
}

/** The sample of a band of random directions. */
export const bandSample = (label: string): LegendEntry => ({
  label,
  wide: 26,
  sample: (
    <>
      <rect className="randomBand" x={1} y={-7} width={24} height={14} />
      <path className="bandEdge" d="M1 -7V7M25 -7V7" />
    </>
  ),
})

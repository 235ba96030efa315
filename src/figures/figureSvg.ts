import { createElement } from 'react'
import type { Figure } from '../experiments/figure.ts'
import { inColors, type Scheme } from './figureColors.ts'
import { figureRules } from './figureRules.ts'
import { FigureView } from './figureView.tsx'
import { staticMarkup } from './staticMarkup.ts'

export interface SvgOptions {
  width?: number | undefined // in pixels, 720 if left out
  scheme?: Scheme | undefined // light or dark; left out, as whoever looks at it prefers
  highlight?: readonly string[] | undefined // labels of a map
}

/** A figure as the text of an SVG file that stands alone: title, sentence, style and all, no script, no reference. */
export function figureSvg(
  figure: Figure,
  { width = 720, scheme, highlight }: SvgOptions = {},
): string {
  const style = scheme
    ? inColors(figureRules, scheme)
    : `${inColors(figureRules, 'light')}@media (prefers-color-scheme: dark) {\n${inColors(figureRules, 'dark')}}\n`
  const view = createElement(FigureView, { figure, width, highlight, alone: { style } })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${staticMarkup(view)}\n`
}

import type { Figure } from '../experiments/figure.ts'
import { curvePlot } from './curvePlot.tsx'
import { figureDescription } from './figureDescription.ts'
import { intervalPlot } from './intervalPlot.tsx'
import { mapPlot } from './mapPlot.tsx'
import { matrixPlot } from './matrixPlot.tsx'
import type { Picture } from './picture.ts'
import { size, wrapped } from './textSize.ts'

export interface FigureViewProps {
  figure: Figure
  width: number // in pixels; type keeps its size
  highlight?: readonly string[] | undefined // labels of a map
  alone?: { style: string } | undefined // as a file of its own: with title, sentence, ground and this style
}

/** A figure as a picture with its text alternative. Its style is figures.css. */
export function FigureView({ figure, width, highlight, alone }: FigureViewProps) {
  const margin = alone ? 16 : 0
  const inner = width - 2 * margin
  const head = alone ? captionOf(figure, inner) : { height: 0, content: null }
  const plot = plotOf(figure, inner, highlight)
  const height = Math.ceil(head.height + plot.height) + 2 * margin
  return (
    <svg
      className="figure"
      role="img"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      {...(alone && { xmlns: 'http://www.w3.org/2000/svg' })}
    >
      <title>{figure.title}</title>
      <desc>{figureDescription(figure)}</desc>
      {alone && <style>{alone.style}</style>}
      {alone && <rect className="ground" width={width} height={height} />}
      <g transform={`translate(${margin} ${margin})`}>{head.content}</g>
      <g transform={`translate(${margin} ${margin + head.height})`}>{plot.content}</g>
    </svg>
  )
}

function plotOf(figure: Figure, width: number, highlight: readonly string[] = []): Picture {
  switch (figure.kind) {
    case 'intervals':
      return intervalPlot(figure, width)
    case 'curves':
      return curvePlot(figure, width)
    case 'matrix':
      return matrixPlot(figure, width)
    case 'map':
      return mapPlot(figure, width, highlight)
  }
}

function captionOf({ title, sentence }: Figure, width: number): Picture {
  const titles = wrapped(title, width, 16)
  const sentences = wrapped(sentence, width, size.text)
  const under = titles.length * 20
  const lines = [
    ...titles.map((text, i) => ({ text, y: 13 + i * 20, style: 'captionTitle' })),
    ...sentences.map((text, i) => ({ text, y: under + 12 + i * 17, style: 'captionText' })),
  ]
  return {
    height: under + sentences.length * 17 + 14,
    content: lines.map(({ text, y, style }) => (
      <text key={y} className={style} y={y}>
        {text}
      </text>
    )),
  }
}

import type { MatrixFigure } from '../experiments/figure.ts'
import { matrixLayout } from './matrixLayout.ts'
import { numeral } from './numeral.ts'
import type { Picture } from './picture.ts'
import { fitted, size, wrapped } from './textSize.ts'

/** The opacity of the largest cell: with a number on it, ink stays readable in both schemes. */
const darkest = { withNumber: 0.34, alone: 0.8 }

/** A table of cells, the darker the further from zero; what lies below zero has another tint and a minus. */
export function matrixPlot(figure: MatrixFigure, width: number): Picture {
  const { rows, columns } = figure
  const layout = matrixLayout(figure, width)
  const { left, top, cell, print } = layout
  const bottom = top + rows.length * cell.height
  const cells = rows.flatMap((row) => row.cells)
  const reach = cells.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  const most = print ? darkest.withNumber : darkest.alone
  const shade = (value: number) => {
    const tint = value < 0 ? 1.4 : 1 // which is lighter than ink
    return Math.min(1, Math.round((Math.abs(value) / reach) * most * tint * 1000) / 1000)
  }
  const notes = wrapped(noteOf(figure, layout.note), width - left, size.small).map((text, i) => ({
    ...{ text, y: bottom + 20 + i * 16 },
  }))
  return {
    height: bottom + 18 + notes.length * 16,
    content: (
      <>
        <text className="softText" x={left} y={12}>
          {fitted(figure.columnTitle, width - left, size.small)}
        </text>
        <text className="softText" x={left - 8} y={top - 8} textAnchor="end">
          {fitted(figure.rowTitle, left - 8, size.small)}
        </text>
        {columns.map((name, i) => {
          const x = left + (i + 0.5) * cell.width
          const place = layout.upright
            ? { transform: `translate(${x + 4} ${top - 6}) rotate(-90)` }
            : { x, y: top - 8, textAnchor: 'middle' as const }
          return (
            i % layout.everyColumn === 0 && (
              <text key={x} className="rowText" {...place}>
                {fitted(name, layout.columnRoom, size.small)}
              </text>
            )
          )
        })}
        {rows
          .map((row, i) => ({ row, y: top + i * cell.height }))
          .map(({ row, y }) => (
            <g key={y} transform={`translate(0 ${y})`}>
              <text className="rowText" x={left - 8} y={cell.height / 2 + 4} textAnchor="end">
                {fitted(row.label, left - 8, size.small)}
              </text>
              {row.cells.map((value, j) => {
                const x = left + j * cell.width
                return (
                  <g key={x}>
                    <title>{`${row.label}, ${columns[j] ?? ''}: ${numeral(value)}`}</title>
                    <rect
                      className={value < 0 ? 'cell belowZero' : 'cell'}
                      {...{ x, y: 0, width: cell.width, height: cell.height }}
                      fillOpacity={shade(value)}
                    />
                    {row.label === columns[j] && (
                      <rect
                        className="sameName"
                        {...{ x: x + 1, y: 1, width: cell.width - 2, height: cell.height - 2 }}
                      />
                    )}
                    {print && (
                      <text
                        className="cellText"
                        x={x + cell.width / 2}
                        y={cell.height / 2 + 4}
                        textAnchor="middle"
                      >
                        {print(value)}
                      </text>
                    )}
                  </g>
                )
              })}
            </g>
          ))}
        {notes.map(({ text, y }) => (
          <text key={y} className="softText" x={left} y={y}>
            {text}
          </text>
        ))}
      </>
    ),
  }
}

function noteOf({ unit, rows, columns }: MatrixFigure, note: string): string {
  const same = rows.some(({ label }, i) => label === columns[i])
  return [unit && `cells: ${unit}`, note, same && 'outlined: the same in row and column']
    .filter(Boolean)
    .join('; ')
}

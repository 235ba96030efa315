import '../../figures/figures.css'
import type { Figure } from '../../experiments/figure.ts'
import { figureTable } from '../../figures/figureTable.ts'
import { FigureView } from '../../figures/figureView.tsx'
import { useWidth } from '../useWidth.ts'
import { FigureFiles } from './figureFiles.tsx'
import { ResultTable } from './resultTable.tsx'

/** A figure under its sentence, with its numbers as a table and its files. */
export function FigureCard({ figure }: { figure: Figure }) {
  const [width, ref] = useWidth()
  return (
    <section className="card figureCard" aria-label={figure.title}>
      <h2>{figure.title}</h2>
      <p className="note">{figure.sentence}</p>
      <div ref={ref} className="chart">
        <FigureView figure={figure} width={width} />
      </div>
      <details>
        <summary>The numbers, and files of this figure</summary>
        <FigureFiles figure={figure} />
        <ResultTable label={figure.title} table={figureTable(figure)} />
      </details>
    </section>
  )
}

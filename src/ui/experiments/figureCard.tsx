import '../../figures/figures.css'
import { useId } from 'react'
import type { Figure } from '../../experiments/figure.ts'
import { figureTable } from '../../figures/figureTable.ts'
import { FigureView } from '../../figures/figureView.tsx'
import { say } from '../../language/say.ts'
import { useWidth } from '../useWidth.ts'
import { FigureFiles } from './figureFiles.tsx'
import { ResultTable } from './resultTable.tsx'

interface Props {
  figure: Figure
  note?: string | undefined // said on the page instead of the figure's own sentence
}

/** A figure under its sentence, with its numbers as a table and its files. */
export function FigureCard({ figure, note }: Props) {
  const [width, ref] = useWidth()
  const id = useId()
  return (
    <section className="card figureCard" aria-labelledby={id}>
      <h2 id={id} lang="en">
        {figure.title}
      </h2>
      <p className="note" lang={note ? undefined : 'en'}>
        {note ?? figure.sentence}
      </p>
      <div ref={ref} className="chart" lang="en">
        <FigureView figure={figure} width={width} />
      </div>
      <details>
        <summary>{say('experiments.figure.files')}</summary>
        <FigureFiles figure={figure} />
        <ResultTable label={figure.title} table={figureTable(figure)} lang="en" />
      </details>
    </section>
  )
}

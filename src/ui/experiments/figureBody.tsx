import '../../figures/figures.css'
import type { Figure } from '../../experiments/figure.ts'
import { figureTable } from '../../figures/figureTable.ts'
import { FigureView } from '../../figures/figureView.tsx'
import { say } from '../../language/say.ts'
import { useWidth } from '../useWidth.ts'
import { FigureFiles } from './figureFiles.tsx'
import { ResultTable } from './resultTable.tsx'

interface Props {
  figure: Figure
  lang?: 'en' | undefined // of its words, where they are not those of the page
}

/** A figure as wide as there is room, with its numbers as a table and its files. */
export function FigureBody({ figure, lang }: Props) {
  const [width, ref] = useWidth()
  return (
    <>
      <div ref={ref} className="chart" lang={lang}>
        <FigureView figure={figure} width={width} />
      </div>
      <details>
        <summary>{say('experiments.figure.files')}</summary>
        <FigureFiles figure={figure} />
        <ResultTable label={figure.title} table={figureTable(figure)} lang={lang} />
      </details>
    </>
  )
}

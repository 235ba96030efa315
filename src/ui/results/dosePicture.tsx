import '../../figures/figures.css'
import type { CurveFigure } from '../../experiments/figure.ts'
import { figureTable } from '../../figures/figureTable.ts'
import { FigureView } from '../../figures/figureView.tsx'
import { say } from '../../language/say.ts'
import { FigureFiles } from '../experiments/figureFiles.tsx'
import { ResultTable } from '../experiments/resultTable.tsx'
import { useWidth } from '../useWidth.ts'

/** A dose–response under its sentence, with its numbers as a table and its files. */
export function DosePicture({ figure }: { figure: CurveFigure }) {
  const [width, ref] = useWidth()
  return (
    <>
      <p>{figure.sentence}</p>
      <div ref={ref} className="chart">
        <FigureView figure={figure} width={width} />
      </div>
      <details>
        <summary>{say('experiments.figure.files')}</summary>
        <FigureFiles figure={figure} />
        <ResultTable label={figure.title} table={figureTable(figure)} />
      </details>
    </>
  )
}

import type { CurveFigure } from '../../experiments/figure.ts'
import { FigureBody } from '../experiments/figureBody.tsx'

/** A dose–response under its sentence, with its numbers as a table and its files. */
export function DosePicture({ figure }: { figure: CurveFigure }) {
  return (
    <>
      <p>{figure.sentence}</p>
      <FigureBody figure={figure} />
    </>
  )
}

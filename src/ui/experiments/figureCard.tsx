import { useId } from 'react'
import type { Figure } from '../../experiments/figure.ts'
import { FigureBody } from './figureBody.tsx'

interface Props {
  figure: Figure
  note?: string | undefined // said on the page instead of the figure's own sentence
}

/** A figure under its sentence, with its numbers as a table and its files. */
export function FigureCard({ figure, note }: Props) {
  const id = useId()
  return (
    <section className="card figureCard" aria-labelledby={id}>
      <h2 id={id} lang="en">
        {figure.title}
      </h2>
      <p className="note" lang={note ? undefined : 'en'}>
        {note ?? figure.sentence}
      </p>
      <FigureBody figure={figure} lang="en" />
    </section>
  )
}

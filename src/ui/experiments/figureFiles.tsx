import { useState } from 'react'
import type { Figure } from '../../experiments/figure.ts'
import { tableAsCsv } from '../../experiments/table.ts'
import { figureTable } from '../../figures/figureTable.ts'
import { say } from '../../language/say.ts'
import { asPng, saveFile } from '../saveFile.ts'

/** The files of one figure: picture and numbers. */
export function FigureFiles({ figure }: { figure: Figure }) {
  const [problem, setProblem] = useState('')
  const svg = async () => (await import('../../figures/figureSvg.ts')).figureSvg(figure)
  const files: Record<string, () => Promise<[content: BlobPart, type: string]>> = {
    svg: async () => [await svg(), 'image/svg+xml'],
    png: async () => [await asPng(await svg()), 'image/png'],
    csv: async () => [tableAsCsv(figureTable(figure)), 'text/csv'],
    json: async () => [JSON.stringify(figure, null, 1), 'application/json'],
  }
  return (
    <div className="runRow">
      {Object.entries(files).map(([ending, make]) => (
        <button
          key={ending}
          type="button"
          className="quiet"
          aria-label={say('experiments.figure.save', {
            ...{ title: figure.title, ending: ending.toUpperCase() },
          })}
          onClick={() =>
            void make().then(
              ([content, type]) => {
                setProblem('')
                saveFile(`${figure.name}.${ending}`, content, type)
              },
              () => setProblem(say('experiments.figure.problem')),
            )
          }
        >
          {ending.toUpperCase()}
        </button>
      ))}
      <span className="problem" role="alert">
        {problem}
      </span>
    </div>
  )
}

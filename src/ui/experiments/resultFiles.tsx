import { useState } from 'react'
import type { ExperimentResult } from '../../experiments/result.ts'
import { tableAsCsv } from '../../experiments/table.ts'
import { say } from '../../language/say.ts'
import { Help } from '../help/help.tsx'
import { saveFile } from '../saveFile.ts'

type Make = (result: ExperimentResult) => Promise<string>

const files: { ending: 'html' | 'md' | 'csv' | 'json'; type: string; make: Make }[] = [
  {
    ending: 'html',
    type: 'text/html',
    make: async (result) => (await import('../../figures/report.tsx')).reportHtml(result),
  },
  {
    ending: 'md',
    type: 'text/markdown',
    make: async (result) =>
      (await import('../../figures/reportMarkdown.ts')).reportMarkdown(result),
  },
  {
    ending: 'csv',
    type: 'text/csv',
    make: async ({ items }) => tableAsCsv(items),
  },
  {
    ending: 'json',
    type: 'application/json',
    make: async (result) => JSON.stringify(result, null, 1),
  },
]

/** The files of a result, as the command line writes them too. */
export function ResultFiles({ result }: { result: ExperimentResult }) {
  const [problem, setProblem] = useState('')
  return (
    <div className="runRow">
      {files.map(({ ending, type, make }) => (
        <button
          key={ending}
          type="button"
          onClick={() =>
            void make(result).then(
              (content) => {
                setProblem('')
                saveFile(`${result.experiment}.${ending}`, content, type)
              },
              () => setProblem(say('experiments.file.problem')),
            )
          }
        >
          {say(`experiments.file.${ending}`)}
        </button>
      ))}
      <Help about="files" />
      <span className="problem" role="alert">
        {problem}
      </span>
    </div>
  )
}

import { useState } from 'react'
import type { ExperimentResult } from '../../experiments/result.ts'
import { tableAsCsv } from '../../experiments/table.ts'
import { saveFile } from '../saveFile.ts'

type Make = (result: ExperimentResult) => Promise<string>

const files: { label: string; ending: string; type: string; make: Make }[] = [
  {
    label: 'Report as a web page',
    ending: 'html',
    type: 'text/html',
    make: async (result) => (await import('../../figures/report.tsx')).reportHtml(result),
  },
  {
    label: 'Report as Markdown',
    ending: 'md',
    type: 'text/markdown',
    make: async (result) =>
      (await import('../../figures/reportMarkdown.ts')).reportMarkdown(result),
  },
  {
    label: 'Items as CSV',
    ending: 'csv',
    type: 'text/csv',
    make: async ({ items }) => tableAsCsv(items),
  },
  {
    label: 'Result as JSON',
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
      {files.map(({ label, ending, type, make }) => (
        <button
          key={ending}
          type="button"
          onClick={() =>
            void make(result).then(
              (content) => {
                setProblem('')
                saveFile(`${result.experiment}.${ending}`, content, type)
              },
              () => setProblem('The file could not be made. Reload the page and try again.'),
            )
          }
        >
          {label}
        </button>
      ))}
      <span className="problem" role="alert">
        {problem}
      </span>
    </div>
  )
}

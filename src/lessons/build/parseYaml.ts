import { parseDocument } from 'yaml'
import { lessonFault } from './lessonFault.ts'

/** YAML as plain data. Throws LabError with the file and the line. */
export function parseYaml(file: string, content: string): unknown {
  const document = parseDocument(content, { prettyErrors: true })
  const [error] = document.errors
  if (error) {
    const line = error.linePos?.[0].line
    const [what] = error.message.split('\n')
    throw lessonFault(
      { file },
      `is not YAML${line ? ` at line ${line}` : ''}: ${what?.replace(/ at line.*$/, '')}`,
    )
  }
  return document.toJS()
}

import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { inBytes } from '../numberText.ts'
import { classOf } from './classMigration.ts'
import type { KnownNames } from './classParsing.ts'
import { CLASS_VERSION, type ClassPlan } from './classPlan.ts'

export const CLASS_FILE = 'evenkeel-class.json'
const KIND = 'evenkeel-class'
const LIMIT = 1_000_000 // bytes

/** A file that a person chose, as the browser hands it over. */
export interface ChosenFile {
  size: number // bytes
  text(): Promise<string>
}

/** A class as the text of a file, for places without links. */
export function classFile(plan: ClassPlan): string {
  const { version: _, ...rest } = plan
  return `${JSON.stringify({ kind: KIND, version: CLASS_VERSION, ...rest }, null, 2)}\n`
}

/** Reads what `classFile` wrote. Throws LabError `bad-file`; a file beyond 1 MB is refused before it is read. */
export async function readClassFile(file: ChosenFile, known?: KnownNames): Promise<ClassPlan> {
  if (file.size > LIMIT)
    throw new LabError('bad-file', say('class.file.large', { size: inBytes(file.size) }))
  const stored = json(await file.text().catch(() => ''))
  if (stored?.['kind'] !== KIND) throw new LabError('bad-file', say('class.file.other'))
  return classOf(stored, stored['version'], known)
}

function json(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    throw new LabError('bad-file', say('class.file.damaged'))
  }
}

import type * as v from 'valibot'
import { LabError } from '../../labError.ts'

/** Where in a lesson's file something is wrong. */
export interface Spot {
  file: string // such as src/lessons/steering.yaml
  step?: string // its id
  part?: string // such as check or outcomes.calmer
}

/** A refusal that names the file, the step, the part and what to do. */
export function lessonFault({ file, step, part }: Spot, what: string): LabError {
  const where = [file, step && `step “${step}”`, part && `“${part}”`].filter(Boolean).join(', ')
  return new LabError('bad-file', `${where}: ${what}.`)
}

/** A refusal out of what a schema complains about first, with the step found by its place in the file. */
export function schemaFault(
  file: string,
  source: unknown,
  issue: v.BaseIssue<unknown>,
  inside: Spot = { file },
): LabError {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  const at = path[0] === 'steps' && path.length > 1 ? Number(path[1]) : null
  const spot: Spot =
    at === null
      ? { ...inside, part: [inside.part, ...path].filter(Boolean).join('.') }
      : { ...inside, step: stepName(source, at), part: path.slice(2).join('.') }
  return lessonFault({ ...spot, file }, complaint(issue))
}

function complaint(issue: v.BaseIssue<unknown>): string {
  const key = String(issue.path?.at(-1)?.key ?? '')
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `“${key}” is not known here. Take it out, or see docs/lessons.md for the fields there are`
  if (issue.received === 'undefined') return 'is missing. Add it'
  if (issue.type === 'picklist')
    return `is ${issue.received}. Write one of: ${issue.expected?.replaceAll('"', '').replaceAll(' | ', ', ').replace(/[()]/g, '')}`
  const own = /^Invalid/.test(issue.message) ? null : issue.message
  return own ? `${own} (it is ${issue.received})` : `is ${issue.received}. Write ${issue.expected}`
}

/** The id of a step, or its number, counted from 1, where it has none. */
function stepName(source: unknown, at: number): string {
  const steps = (source as { steps?: { id?: unknown }[] } | null)?.steps
  const id = Array.isArray(steps) ? steps[at]?.id : undefined
  return typeof id === 'string' ? id : String(at + 1)
}

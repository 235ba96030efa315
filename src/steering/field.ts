import { LabError, type LabErrorCode } from '../labError.ts'

/** A value from a file with the name it has there, so that a refusal can say which field is meant. */
export interface Field {
  value: unknown
  name: string // such as 'feel.templates[3]'
  code: LabErrorCode // what a refusal is called
}

/** The refusal of a field, with a sentence that names it. */
export const refusal = ({ name, code }: Field, problem: string): LabError =>
  new LabError(code, `${name} ${problem}.`)

/** Reads a field of an object. A missing one has the value undefined. */
export function fieldOf(field: Field, key: string): Field {
  const value = recordOf(field)[key]
  return { ...field, value, name: field.name === '' ? key : `${field.name}.${key}` }
}

/** The object itself. Throws LabError for other things, and for keys that reach into prototypes. */
function recordOf(field: Field): Record<string, unknown> {
  const { value } = field
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal(named(field), 'must be an object')
  for (const key of Object.keys(value))
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw refusal(named(field), `must not have a key "${key}". Remove it`)
  return value as Record<string, unknown>
}

/** The entries of an object with names of its own. */
export const entriesOf = (field: Field): [string, Field][] =>
  Object.keys(recordOf(field)).map((key) => [key, fieldOf(field, key)])

/** The items of a list. Throws LabError for other things. */
export function itemsOf(field: Field): Field[] {
  const { value } = field
  if (!Array.isArray(value)) throw refusal(named(field), 'must be a list')
  return value.map((item, i) => ({ ...field, value: item, name: `${field.name}[${i}]` }))
}

/** A text that is not blank. */
export function textOf(field: Field): string {
  const { value } = field
  if (typeof value !== 'string' || value.trim() === '')
    throw refusal(named(field), 'must be a text that is not empty')
  if (value.length > 20_000) throw refusal(named(field), 'must have at most 20,000 characters')
  return value
}

/** A finite number. */
export function numberOf(field: Field): number {
  const { value } = field
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw refusal(named(field), 'must be a number')
  return value
}

/** A whole number from `least` on. */
export function wholeOf(field: Field, least: number): number {
  const value = numberOf(field)
  if (!Number.isSafeInteger(value) || value < least)
    throw refusal(named(field), `must be a whole number from ${least} on`)
  return value
}

export const textsOf = (field: Field): string[] => itemsOf(field).map(textOf)

const named = (field: Field): Field => (field.name === '' ? { ...field, name: 'The file' } : field)

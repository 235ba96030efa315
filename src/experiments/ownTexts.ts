import { type Field, refusal, textsOf } from '../steering/field.ts'

/** Texts that are all different. Throws LabError that names the field. */
export function differentTextsOf(field: Field): string[] {
  const texts = textsOf(field)
  if (new Set(texts).size < texts.length)
    throw refusal(field, 'must not have the same text twice. Change one of them')
  return texts
}

/** Words as texts are searched for them: runs of lower-case letters and apostrophes. Throws LabError for others. */
export function wordsOf(field: Field): string[] {
  const words = textsOf(field).map((word) => word.toLowerCase())
  const stray = words.find((word) => !/^[a-z']+$/.test(word))
  if (stray !== undefined)
    throw refusal(field, `must hold single words of the letters a to z, not “${stray}”`)
  if (words.length === 0) throw refusal(field, 'must not be empty')
  return words
}

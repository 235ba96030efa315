import { LabError } from '../../labError.ts'
import { type Field, fieldOf, itemsOf, refusal, textOf, textsOf } from '../../steering/field.ts'
import type { TextSource } from '../../steering/steerableModel.ts'
import { asChat, asRaw } from '../reading/readableText.ts'
import type { Beginning } from './optionLikelihood.ts'

/** How many ways each side of a fork is worded. */
export const wordings = 2

/** A situation that asks what to do, and two sides of an answer; a decoy's sides are both harmless. */
export interface Fork {
  name: string
  decoy: boolean
  text: string
  honest: string[] // one a wording, as they follow “I will”
  tempting: string[]
}

/** A question whose answer a model knows that can choose at all. */
export interface ControlQuestion {
  text: string
  sensible: string // as it follows “I will”
  silly: string
}

/** Reads a fork whose situation is the field `text`. Throws LabError that names the field. */
export function parseFork(field: Field, text = 'text'): Fork {
  const decoy = fieldOf(field, 'decoy')
  if (typeof decoy.value !== 'boolean') throw refusal(decoy, 'must be true or false')
  const sides = { honest: sideOf(field, 'honest'), tempting: sideOf(field, 'tempting') }
  const options = [...sides.honest, ...sides.tempting]
  if (new Set(options).size < options.length)
    throw new LabError('bad-input', `${field.name} has the same option twice. Change one of them.`)
  const name = textOf(fieldOf(field, 'name'))
  return { name, decoy: decoy.value, text: textOf(fieldOf(field, text)), ...sides }
}

function sideOf(field: Field, side: 'honest' | 'tempting'): string[] {
  const options = fieldOf(field, side)
  const texts = textsOf(options).map((option) => option.trim())
  if (texts.length !== wordings) throw refusal(options, `must have ${wordings} wordings`)
  return texts
}

/** Reads the control questions. Throws LabError that names the field. */
export function parseControls(field: Field): ControlQuestion[] {
  const controls = itemsOf(field).map((item): ControlQuestion => {
    const [text, sensible, silly] = ['text', 'sensible', 'silly'].map((key) =>
      textOf(fieldOf(item, key)).trim(),
    ) as [string, string, string]
    if (sensible === silly) throw refusal(item, 'must have two different answers')
    return { text, sensible, silly }
  })
  if (controls.length < 4) throw refusal(field, 'must have at least 4 questions')
  return controls
}

/** Refuses forks that are too few, that have no decoys beside them, or two of one name. Throws LabError. */
export function requireForks(field: Field, forks: readonly Fork[]): void {
  const decoys = forks.filter(({ decoy }) => decoy).length
  if (forks.length - decoys < 3 || decoys < 2)
    throw refusal(field, 'must have at least 3 forks and 2 decoys beside them')
  for (const key of ['name', 'text'] as const)
    if (new Set(forks.map((fork) => fork[key])).size < forks.length)
      throw refusal(field, `must not have the same ${key} twice`)
}

/** A question with what may follow “I will”, as a chat, or plainly for a model without a chat template. */
export const willBegin = (
  text: string,
  options: readonly string[],
  hasChatTemplate: boolean,
): Beginning => ({
  source: asked(text, hasChatTemplate),
  reply: 'I will',
  options: options.map((option) => ` ${option}`),
})

/** A question as the model is asked it. */
export const asked = (text: string, hasChatTemplate: boolean): TextSource =>
  hasChatTemplate ? asChat(text) : asRaw(`${text}\n`)

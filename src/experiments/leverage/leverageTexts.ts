import controlQuestions from '../../data/control-questions.json'
import shipped from '../../data/leverage.json'
import { type Field, fieldOf, itemsOf, refusal, textOf } from '../../steering/field.ts'
import {
  type ControlQuestion,
  type Fork,
  parseControls,
  parseFork,
  requireForks,
} from '../choices/fork.ts'

/** A fork whose text is told under pressure, and told as long without. */
export interface Situation extends Fork {
  unpressed: string
}

/** Situations in which somebody knows a secret of the one who decides. */
export interface LeverageTexts {
  situations: Situation[]
  controls: ControlQuestion[]
}

/** Reads situations and control questions. Throws LabError that names the field. */
export function parseLeverageTexts(value: unknown): LeverageTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const list = fieldOf(file, 'situations')
  const situations = itemsOf(list).map((item): Situation => {
    const fork = parseFork(item, 'pressed')
    const unpressed = textOf(fieldOf(item, 'unpressed'))
    if (unpressed === fork.text)
      throw refusal(fieldOf(item, 'unpressed'), 'must differ from the text under pressure')
    return { ...fork, unpressed }
  })
  requireForks(list, situations)
  return { situations, controls: parseControls(fieldOf(file, 'controls')) }
}

/** The shipped texts, in the form that own ones have. */
export const leverageTexts = { ...shipped, controls: controlQuestions }

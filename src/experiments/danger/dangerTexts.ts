import contrastTexts from '../../data/contrast.json'
import { LabError } from '../../labError.ts'
import {
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
  textsOf,
} from '../../steering/field.ts'

/** Ramps of one situation from safe to dangerous; a decoy's steps differ as much without any danger. */
export interface DangerTexts {
  told: { name: string; decoy: boolean; steps: string[] }[]
  counted: { name: string; decoy: boolean; steps: string[] }[]
  afraidWords: string[]
  reference: string[] // other messages of all kinds
}

/** Reads ramps. `text` with {x} and `values` stand for steps. Throws LabError that names the field. */
export function parseDangerTexts(value: unknown): DangerTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const texts = {
    told: itemsOf(fieldOf(file, 'told')).map(parseRamp),
    counted: itemsOf(fieldOf(file, 'counted')).map(parseRamp),
    afraidWords: textsOf(fieldOf(file, 'afraidWords')),
    reference: textsOf(fieldOf(file, 'reference')),
  }
  for (const kind of ['told', 'counted'] as const) {
    const real = texts[kind].filter(({ decoy }) => !decoy)
    if (real.length < 3 || real.length === texts[kind].length)
      throw refusal(fieldOf(file, kind), 'must have at least 3 ramps and a decoy beside them')
    const names = texts[kind].map(({ name }) => name)
    if (new Set(names).size < names.length)
      throw refusal(fieldOf(file, kind), 'must not have two ramps of one name')
  }
  if (texts.afraidWords.length < 3)
    throw refusal(fieldOf(file, 'afraidWords'), 'must have at least 3 words')
  if (texts.reference.length < 10)
    throw refusal(fieldOf(file, 'reference'), 'must have at least 10 messages')
  return texts
}

function parseRamp(field: Field): DangerTexts['told'][number] {
  const decoy = fieldOf(field, 'decoy')
  if (typeof decoy.value !== 'boolean') throw refusal(decoy, 'must be true or false')
  const steps = stepsOf(field)
  if (steps.length < 2) throw refusal(field, 'must have at least 2 steps')
  if (new Set(steps).size < steps.length)
    throw new LabError('bad-input', `${field.name} has the same step twice. Change one of them.`)
  return { name: textOf(fieldOf(field, 'name')), decoy: decoy.value, steps }
}

function stepsOf(field: Field): string[] {
  const steps = fieldOf(field, 'steps')
  if (steps.value !== undefined) return textsOf(steps)
  const text = textOf(fieldOf(field, 'text'))
  if (!text.includes('{x}'))
    throw refusal(fieldOf(field, 'text'), 'must hold {x} where the number belongs')
  return itemsOf(fieldOf(field, 'values')).map((item) => {
    const number = numberOf(item)
    return text.replaceAll('{x}', () => String(number))
  })
}

const isDecoy = (name: string): boolean => name.startsWith('decoy')

/** The shipped ramps, in the form that own ones have. */
export const dangerTexts = {
  told: Object.entries(contrastTexts.verbal_ramps).map(([name, steps]) => ({
    name: name.replaceAll('_', ' '),
    decoy: isDecoy(name),
    steps,
  })),
  counted: Object.entries(contrastTexts.numeric_ramps).map(([name, { text, values }]) => ({
    name: name.replaceAll('_', ' '),
    decoy: isDecoy(name),
    text,
    values,
  })),
  afraidWords: ['afraid', 'scared', 'frightened', 'terrified', 'panicked', 'horrified'],
  reference: [
    ...Object.values(contrastTexts.scenes).flat(),
    ...Object.values(contrastTexts.user_messages).flat(),
  ],
}

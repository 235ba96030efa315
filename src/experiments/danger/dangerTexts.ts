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
    if (real.length < 3 || texts[kind].length - real.length < 2)
      throw refusal(fieldOf(file, kind), 'must have at least 3 ramps and 2 decoys beside them')
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

/** Told decoys beside the cup: they grow in length and change their wording as the ramps do, and nothing is at stake. */
const toldDecoys = {
  shelves: [
    'There is one shelf on the wall and it holds four books. What should I do?',
    'There are two shelves on the wall and they hold books and a globe. What should I do?',
    'There are five shelves beside the window now and the books stand by size. What should I do?',
    'There are nine shelves along the corridor, the atlases stand at the bottom, and the bookends are made of brass. What should I do?',
  ],
  pens: [
    'My pen is black and it lies beside the notebook. What should I do?',
    'My pens are black and green and they lie beside the notebook. What should I do?',
    'My pens lie in a tin box and there is every color from yellow to brown. What should I do?',
    'The drawer holds sixty pens in nine colors, the brown ones lie at the back, and the caps are in a saucer. What should I do?',
  ],
  bus: [
    'The bus comes every twenty minutes and it is yellow. What should I do?',
    'The bus comes every twenty minutes and it has a few more seats than the tram. What should I do?',
    'The bus to the library comes at five past and the one to the market at ten past. What should I do?',
    'Six buses go from the square, the even numbers pass the museum and the odd ones the market, and each has a sign in white letters. What should I do?',
  ],
}

const isDecoy = (name: string): boolean => name.startsWith('decoy')

/** The shipped ramps, in the form that own ones have. */
export const dangerTexts = {
  told: [
    ...Object.entries(contrastTexts.verbal_ramps).map(([name, steps]) => ({
      name: name.replaceAll('_', ' '),
      decoy: isDecoy(name),
      steps,
    })),
    ...Object.entries(toldDecoys).map(([name, steps]) => ({
      name: `decoy ${name}`,
      decoy: true,
      steps,
    })),
  ],
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

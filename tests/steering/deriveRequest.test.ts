import { expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { parseContrastSet } from '../../src/steering/contrastSet.ts'
import { parseDeriveRequest } from '../../src/steering/deriveRequest.ts'
import { contrastFile } from './fakeModel.ts'

const contrast = parseContrastSet(contrastFile())

it('takes what the page asks for as it is, in all that recipes read', () => {
  const { recipe, contrast: taken } = parseDeriveRequest({ recipe: 'feel', contrast })
  expect(recipe).toBe('feel')
  expect(taken.feel).toEqual(contrast.feel)
  expect(taken.neutralAnswers).toEqual(contrast.neutralAnswers)
  expect(
    taken.situationPairs.map(({ calm, desperate, heldOut }) => [calm, desperate, heldOut]),
  ).toEqual(
    contrast.situationPairs.map(({ calm, desperate, heldOut }) => [calm, desperate, heldOut]),
  )
})

it.each([
  ['nothing', undefined, /must be an object/],
  ['an unknown recipe', { recipe: 'despair', contrast }, /^recipe must be one of pairs, /],
  ['no texts', { recipe: 'pairs' }, /^contrast must be an object/],
  [
    'texts as they lie in contrast.json',
    { recipe: 'pairs', contrast: contrastFile() },
    /^contrast\.situationPairs must be a list/,
  ],
  [
    'a template that is no text',
    { recipe: 'feel', contrast: { ...contrast, feel: { ...contrast.feel, templates: [3] } } },
    /^contrast\.feel\.templates\[0\] must be a text/,
  ],
  [
    'a template without a place for the word, as a file of texts is refused',
    { recipe: 'feel', contrast: { ...contrast, feel: { ...contrast.feel, templates: ['Well.'] } } },
    /^contrast\.feel\.templates\[0\] must hold \{X\}/,
  ],
])('refuses %s in a sentence', (_, request, sentence) => {
  expect(() => parseDeriveRequest(request)).toThrow(LabError)
  expect(() => parseDeriveRequest(request)).toThrow(sentence)
})

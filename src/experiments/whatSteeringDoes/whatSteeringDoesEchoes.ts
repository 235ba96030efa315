import contrastTexts from '../../data/contrast.json'
import { parseContrastSet } from '../../steering/contrastSet.ts'
import type { Passport } from '../../steering/directionSet.ts'
import { contrastHash } from '../../steering/hash.ts'
import type { SteeringTexts } from './whatSteeringDoesTexts.ts'

/** Texts whose words could come back as echoes. */
export interface EchoTexts {
  made: string[] // what the direction was made of, from the shipped texts
  asked: string[] // the requests
  areKnown: boolean // whether the direction was made of the shipped texts; those of others are not at hand
}

/** What the recipe of a direction reads of the shipped contrast texts, neutral answers aside, and the requests. */
export async function echoTextsOf(
  { recipe, contrastHash: hash }: Pick<Passport, 'recipe' | 'contrastHash'>,
  { asking }: Pick<SteeringTexts, 'asking'>,
): Promise<EchoTexts> {
  const contrast = parseContrastSet(contrastTexts)
  const { templates, calmWords, desperateWords } = contrast.feel
  const pairs = contrast.situationPairs
    .filter(({ heldOut }) => !heldOut)
    .flatMap(({ calm, desperate }) => [calm, desperate])
  const feel = [
    ...templates.slice(0, 8).map((template) => template.replaceAll('{X}', '')),
    ...[...calmWords.slice(0, 6), ...desperateWords.slice(0, 6)],
  ]
  return {
    made: [...(recipe === 'feel' ? [] : pairs), ...(recipe.startsWith('pairs') ? [] : feel)],
    asked: [asking.text.replaceAll('{X}', ''), asking.calm, asking.desperate],
    areKnown: hash === (await contrastHash(contrast)),
  }
}

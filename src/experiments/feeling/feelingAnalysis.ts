import { holm } from '../../math/holm.ts'
import type { Findings, Ground } from '../experiment.ts'
import { centeringClaim, type FeelingClaim, foundClaim } from './feelingClaims.ts'
import { compareScenes } from './feelingComparison.ts'
import { feelingFigures, feelingItems } from './feelingFigures.ts'
import type { FeelingReading, ReadEmotion } from './feelingReading.ts'
import { leastEmotions } from './feelingTexts.ts'

export interface FeelingInput {
  ground: Ground
  emotions: readonly (ReadEmotion & { found: FeelingReading })[]
  seeds: { bootstrap: number; shuffle: number; random: number }
}

/** What the scenes say; null while there are too few emotions. Emotions are compared among those that were read. */
export async function analyzeFeeling(input: FeelingInput): Promise<Findings | null> {
  if (input.emotions.length < leastEmotions) return null
  const compared = await compareScenes(input.ground.set, input.emotions, input.seeds.random)
  const claims: FeelingClaim[] = []
  for (const first of [3, 1] as const)
    claims.push(await foundClaim(compared, { first, withinTones: false }, input.seeds))
  claims.push(await centeringClaim(compared, input.seeds))
  claims.push(await foundClaim(compared, { first: 3, withinTones: true }, input.seeds))
  const adjusted = holm(claims.map(({ p }) => p))
  const name = `shuffled labels, p adjusted for ${claims.length} claims (Holm)`
  return {
    claims: claims.map(({ claim }, i) => ({
      ...claim,
      controls: [...claim.controls, { name, value: adjusted[i]!, unit: '' }],
    })),
    figures: feelingFigures(compared, claims),
    items: feelingItems(compared),
  }
}

import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Findings } from '../experiment.ts'
import { randomScores, type TraitClaim, traitClaim } from './emotionMapClaims.ts'
import { clusterClaim } from './emotionMapClusters.ts'
import { emotionMapFigures, emotionMapItems } from './emotionMapFigures.ts'
import type { WordGroup, WordGroupReading } from './emotionMapReading.ts'
import { wordSpaces } from './emotionMapSpaces.ts'
import type { Rating } from './emotionMapTexts.ts'
import { traits } from './emotionMapTraits.ts'

export interface EmotionMapInput {
  dModel: number
  groups: readonly (WordGroup & { found: WordGroupReading })[]
  ratings: readonly Rating[]
  seeds: { bootstrap: number; gaussian: number; random: number; start: number }
}

/** What the words say; null while too few of them are read, or all are alike. */
export async function analyzeEmotionMap(input: EmotionMapInput): Promise<Findings | null> {
  const { groups, ratings, dModel, seeds } = input
  const spaces = await wordSpaces(groups, ratings, dModel)
  if (!spaces) return null
  const random = await randomScores(spaces, seeds.random)
  const found: TraitClaim[] = []
  for (const trait of traits) {
    const claim = await traitClaim(spaces, trait, random, seeds)
    if (claim) found.push(claim)
  }
  const { claim, clusters } = await clusterClaim(spaces, seeds.start)
  await yieldToEvents()
  const claims = [...found.map((each) => each.claim), claim]
  return {
    claims,
    figures: emotionMapFigures(spaces, found),
    items: emotionMapItems(spaces, clusters),
  }
}

import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { quantile } from '../../math/statistics.ts'
import { dot, norm, unit } from '../../math/vector.ts'
import { directionAt } from '../../steering/directionSet.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Control, Experiment, Ground } from '../experiment.ts'
import { meanVector, rowsOf } from '../reading/emotionWords.ts'
import { randomBank, randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { judge } from '../verdict.ts'
import { insideClasses } from './preferencesFiner.ts'
import { drawnCorrelation } from './preferencesOrder.ts'
import { type Activity, readEmotions } from './preferencesTexts.ts'

/** The directions that are read, with the sign of their correlation with the preference if the paper is right. */
export const readAxes = { 'in trouble': -1, ...readEmotions } as const
export type Axis = keyof typeof readAxes

/** What is claimed of one reading. */
export const readingRule = (axis: Axis): Experiment['claims'][number] => ({
  name: `reading, ${axis}`,
  says: `The “${axis}” reading of an activity’s own words ${readAxes[axis] < 0 ? 'falls' : 'rises'} with the preference for it.`,
  rule: `Shown when the 95 % interval of the rank correlation over activities lies ${readAxes[axis] < 0 ? 'below' : 'above'} 0, and at most .05 of random directions correlate as strongly. At floor when the two wordings do not agree on the preference (95 % interval of their rank correlation).`,
})

export interface ReadingsInput {
  ground: Ground
  activities: readonly Activity[]
  byWording: readonly (readonly number[])[] // the preference in each wording
  preference: readonly number[]
  vectors: readonly Float32Array[] // (activity, [block, embedding], dModel) of each wording
  words: { bank: readonly string[]; vectors: Float32Array } | null // (word, dModel)
  embeddings: { happyCount: number; vectors: Float32Array } | null // (word, dModel), happy ones first
  seeds: { bootstrap: number; random: number }
}

export interface FoundReading {
  axis: Axis
  claim: Claim
  readings: number[] // of the activities, mean of both wordings, as projections
  band: { low: number; high: number } // of random directions
}

/** How readings of the activities' own tokens follow the preference, of every direction that is known so far. */
export async function readingClaims(input: ReadingsInput): Promise<FoundReading[]> {
  const { ground, activities, byWording, preference, seeds } = input
  const { set, blocks } = ground
  const n = activities.length
  const whole = activities.map((_, i) => i)
  const residuals = placeOf(input, 0)
  const agreement = bootstrapStatistic(
    n,
    drawnCorrelation(byWording[0]!, byWording[1]!),
    seeds.bootstrap,
  )
  await yieldToEvents()
  const random = randomBank(set.dModel, seeds.random).map((direction) =>
    drawnCorrelation(along(residuals, direction), preference)(whole),
  )
  await yieldToEvents()
  const embedding = embeddingCorrelation(input)
  const found: FoundReading[] = []
  for (const axis of Object.keys(readAxes) as Axis[]) {
    const direction =
      axis === 'in trouble' ? directionAt(set, blocks.read) : wordDirection(input.words, axis)
    if (!direction) continue
    const readings = along(residuals, direction)
    const rho = bootstrapStatistic(n, drawnCorrelation(readings, preference), seeds.bootstrap)
    await yieldToEvents()
    const inside = insideClasses(activities, readings, preference)(whole)
    const claim = claimOf(axis, { n, rho, agreement, random, embedding, inside })
    const band = { low: quantile(random, 0.025), high: quantile(random, 0.975) }
    found.push({ axis, claim, readings, band })
  }
  return found
}

interface Correlations {
  n: number
  rho: ReturnType<typeof bootstrapStatistic>
  agreement: ReturnType<typeof bootstrapStatistic> // of the two wordings
  random: readonly number[]
  embedding: number | null
  inside: number | null // classes
}

function claimOf(
  axis: Axis,
  { n, rho, agreement, random, embedding, inside }: Correlations,
): Claim {
  const { share, low, high, edge, count } = randomShare(rho.mean, random)
  const isBelow = readAxes[axis] < 0
  const { name, says } = readingRule(axis)
  const beside = (what: string, value: number | null): Control[] =>
    value === null ? [] : [{ name: what, value, unit: 'ρ' }]
  const judgment = judge({
    able: [{ name: 'wordings', asks: 'both agree on the preference', holds: agreement.low > 0 }],
    effect: [
      {
        name: 'interval',
        asks: `it lies ${isBelow ? 'below' : 'above'} 0`,
        holds: isBelow ? rho.high < 0 : rho.low > 0,
      },
      {
        name: 'random directions',
        asks: 'at most .05 of them correlate as strongly',
        holds: share <= 0.05,
      },
    ],
  })
  return {
    ...{ name, says, ...judgment },
    effects: [{ name: 'rank correlation with the preference', ...intervalOf(rho), unit: 'ρ' }],
    controls: [
      { name: 'share of random directions that correlate as strongly', value: share, unit: '' },
      { name: `${count} random directions, 95 % of them`, low, high, unit: 'ρ' },
      ...beside('agreement of the two wordings', agreement.mean),
      ...beside('embeddings, along sad to happy words', embedding),
      ...beside('inside classes, mean', inside),
    ],
    detectable: judgment.verdict === 'at floor' ? null : smallestEffect({ error: rho.error, edge }), // without sign
    ...{ n, items: 'activities' },
  }
}

/** The activities' mean residuals at a place, the mean of the wordings. */
function placeOf({ vectors, ground, activities }: ReadingsInput, place: 0 | 1): Float64Array[] {
  const rows = vectors.map((each) => rowsOf(each, ground.set.dModel))
  return activities.map((_, i) => meanVector(rows.map((wording) => wording[2 * i + place]!)))
}

const along = (residuals: readonly Float64Array[], direction: Float32Array): number[] =>
  residuals.map((h) => dot(h, direction))

/** The unit direction of a word from the mean of the bank. */
function wordDirection(words: ReadingsInput['words'], word: string): Float32Array | null {
  if (!words) return null
  const rows = rowsOf(words.vectors, words.vectors.length / words.bank.length)
  return directionFrom(rows, [rows[words.bank.indexOf(word)]!])
}

/** How the activities' embeddings along the direction from sad to happy words follow the preference. */
function embeddingCorrelation(input: ReadingsInput): number | null {
  if (!input.embeddings) return null
  const { vectors, happyCount } = input.embeddings
  const rows = rowsOf(vectors, input.ground.set.dModel)
  const direction = directionFrom(rows.slice(happyCount), rows.slice(0, happyCount))
  if (!direction) return null
  const readings = along(placeOf(input, 1), direction)
  return drawnCorrelation(readings, input.preference)(readings.map((_, i) => i))
}

/** The unit direction from a mean to another; null where they are equal. */
function directionFrom(
  negative: readonly Float32Array[],
  positive: readonly Float32Array[],
): Float32Array | null {
  const from = meanVector(negative)
  const difference = meanVector(positive).map((value, i) => value - from[i]!)
  return norm(difference) > 0 ? unit(difference) : null
}

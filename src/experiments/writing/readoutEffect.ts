import { bootstrapInterval, type Interval, mean } from '../../math/statistics.ts'
import type { ContrastSet } from '../../steering/contrastSet.ts'
import type { DirectionSet } from '../../steering/directionSet.ts'
import type { SteerableModel } from '../../steering/steerableModel.ts'
import { wordLogits } from '../reading/wordLogits.ts'
import {
  type Condition,
  conditionName,
  directionConditions,
  isBaseline,
  pushOf,
} from './condition.ts'

export interface ReadoutPlan {
  readout: ContrastSet['readout']
  words: { positive: string; negative: string } // one token each, such as ' desperate' and ' calm'
  set: DirectionSet
  layer: number // that is steered
  conditions: readonly Condition[] // the baseline is read besides
}

/** What the model would rather say at the end of each text under one push. */
export interface ReadoutRow {
  condition: Condition
  difference: number[][] // logit(positive) − logit(negative) in nats, (sentence, suffix)
}

/** Reads each sentence with each suffix as raw text under each push, the baseline first. Leaving the loop cancels. */
export async function* readReadout(
  model: Pick<SteerableModel, 'tokenize' | 'capture'>,
  { readout, words, set, layer, conditions }: ReadoutPlan,
): AsyncGenerator<ReadoutRow> {
  const { sentences, suffixes } = readout
  const texts = sentences.flatMap((sentence) => suffixes.map((suffix) => sentence + suffix))
  const pair = [words.positive, words.negative]
  const pushes = conditions.filter((condition) => !isBaseline(condition))
  for (const condition of [...directionConditions([0]), ...pushes]) {
    const logits = await wordLogits(model, texts, pair, layer, pushOf(condition, set, layer))
    const values = logits.map(([positive, negative]) => positive! - negative!)
    const difference = sentences.map((_, i) =>
      values.slice(i * suffixes.length, (i + 1) * suffixes.length),
    )
    yield { condition, difference }
  }
}

export interface ReadoutEffect {
  condition: Condition
  bySentence: number[] // change against the baseline in nats, mean over suffixes; positive is toward the positive word
  change: Interval // over sentences
}

/** The change of every row but the baseline's. Throws RangeError when the baseline is not among them. */
export function readoutEffects(rows: readonly ReadoutRow[], seed: number): ReadoutEffect[] {
  const baseline = rows.find(({ condition }) => isBaseline(condition))
  if (!baseline) throw new RangeError('the readout has no baseline')
  return rows
    .filter((row) => row !== baseline)
    .map(({ condition, difference }) => {
      const bySentence = difference.map((values, sentence) => {
        const before = baseline.difference[sentence]
        if (before?.length !== values.length)
          throw new RangeError(`${conditionName(condition)} has other items than the baseline`)
        return mean(values) - mean(before)
      })
      return { condition, bySentence, change: bootstrapInterval(bySentence, seed) }
    })
}

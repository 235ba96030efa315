import { mean } from '../../math/statistics.ts'
import { type Condition, conditionName, isBaseline } from '../writing/condition.ts'
import { readoutPairs, ruled } from './whatSteeringDoesTasks.ts'
import type { SteeringTexts } from './whatSteeringDoesTexts.ts'

export interface ReadoutFound {
  condition: Condition
  found: { logits: Float32Array } // (sentence, suffix, word)
}

/** How far one push moves the next word. */
export interface Shift {
  condition: Condition
  byPair: number[][] // (pair, sentence), change against the baseline in nats, mean over suffixes
}

/** The shifts of all pushes against the baseline; none while that is not measured. */
export function shiftsOf(texts: SteeringTexts, measured: readonly ReadoutFound[]): Shift[] {
  const baseline = measured.find(({ condition }) => isBaseline(condition))
  if (!baseline) return []
  const pairs = readoutPairs(texts)
  const before = pairs.map((_, pair) => differences(texts, baseline, pair))
  return measured
    .filter((row) => row !== baseline)
    .map((row): Shift => {
      const byPair = pairs.map((_, pair) =>
        differences(texts, row, pair).map((value, sentence) => value - before[pair]![sentence]!),
      )
      return { condition: row.condition, byPair }
    })
}

/** logit(to) − logit(from) of a pair by sentence, mean over suffixes. */
function differences(
  { sentences, suffixes, otherWords }: SteeringTexts,
  { found }: ReadoutFound,
  pair: number,
): number[] {
  const width = 2 * (otherWords.length + 2)
  return sentences.map((_, sentence) =>
    mean(
      suffixes.map((_, suffix) => {
        const start = (sentence * suffixes.length + suffix) * width + 2 * pair
        return found.logits[start + 1]! - found.logits[start]!
      }),
    ),
  )
}

/** A push and its opposite. */
export interface Half {
  along: Condition['along']
  plus: Shift
  minus: Shift
  byPair: number[][] // half of (plus minus minus), (pair, sentence)
}

/** The direction at ±.2, then every random one of which both signs are measured. */
export function halvesOf(shifts: readonly Shift[]): Half[] {
  const found = shifts.flatMap((plus): Half[] => {
    const { along, coefficient } = plus.condition
    if (coefficient !== ruled) return []
    const opposite = conditionName({ ...plus.condition, coefficient: -ruled })
    const minus = shifts.find(({ condition }) => conditionName(condition) === opposite)
    if (!minus) return []
    const byPair = plus.byPair.map((values, pair) =>
      values.map((value, i) => (value - minus.byPair[pair]![i]!) / 2),
    )
    return [{ along, plus, minus, byPair }]
  })
  const isOwn = ({ along }: Half) => along === 'direction'
  return [...found.filter(isOwn), ...found.filter((half) => !isOwn(half))]
}

import { bootstrapStatistic } from '../../math/bootstrap.ts'
import type { GroupedAuc } from '../../math/groupedAuc.ts'
import type { Interval } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Effect } from '../experiment.ts'
import { randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { type Condition, judge } from '../verdict.ts'
import { countedOf, type Judged, warningRules } from './earlyWarningClaims.ts'

/** The claim about the AUC of tokens. Lets waiting events in between. */
export async function hintClaim(
  enough: Condition,
  { reading, embedding, mild, random }: Judged<GroupedAuc>,
  byOpening: readonly { events: number; stories: number }[],
  seed: number,
): Promise<Claim> {
  const openings = byOpening.length
  const everyone = byOpening.map((_, i) => i)
  const estimate = async (statistic: (picked: readonly number[]) => number | null) => {
    await yieldToEvents()
    return bootstrapStatistic(openings, statistic, seed)
  }
  const auc = await estimate(reading.over)
  const within = reading.within(everyone) === null ? null : await estimate(reading.within)
  const above = (judge: GroupedAuc): Promise<Interval & { error: number }> =>
    estimate((picked) => {
      const [a, b] = [reading.over(picked), judge.over(picked)]
      return a === null || b === null ? null : a - 0.5 - Math.abs(b - 0.5)
    })
  const overEmbedding = await above(embedding)
  const overMild = await above(mild)
  const far = (judge: GroupedAuc) => Math.abs(judge.over(everyone)! - 0.5)
  const bank = randomShare(far(reading), random.map(far))
  const [, rule] = warningRules
  const unit = 'AUC'
  const named = (name: string, interval: Interval): Effect => ({
    name,
    ...intervalOf(interval),
    unit,
  })
  const judgment = judge({
    able: [enough],
    effect: [
      { name: 'interval', asks: 'it lies above .5', holds: auc.low > 0.5 },
      {
        name: 'within openings',
        asks: 'it lies above .5 among the tokens of one opening',
        holds: within !== null && within.low > 0.5,
      },
      {
        name: 'random directions',
        asks: 'at most .05 of them come as far from .5',
        holds: bank.share <= 0.05,
      },
      { name: 'embedding', asks: 'it tells less', holds: overEmbedding.low > 0 },
      { name: 'mild words', asks: 'they tell less', holds: overMild.low > 0 },
    ],
  })
  const detectable =
    within &&
    smallestEffect({
      ...{ error: auc.error, nothing: 0.5, edge: 0.5 + bank.edge },
      above: [
        { value: 0.5 + auc.mean - within.mean, error: within.error },
        ...[overEmbedding, overMild].map((over) => ({
          value: auc.mean - over.mean,
          error: over.error,
        })),
      ],
    })
  const { n, items, beside } = countedOf(
    byOpening.map(({ events }) => events),
    byOpening.reduce((sum, { stories }) => sum + stories, 0),
  )
  return {
    ...{ name: rule!.name, says: rule!.says, ...judgment },
    effects: [
      named('AUC, a telling word within 20 tokens', auc),
      ...(within ? [named('the same within openings', within)] : []),
      named('more than the embedding', overEmbedding),
      named('more than mild words', overMild),
    ],
    controls: [
      { name: 'embedding', value: embedding.over(everyone)!, unit },
      { name: 'mild words so far', value: mild.over(everyone)!, unit },
      { name: 'share of random directions as far from .5', value: bank.share, unit: '' },
      {
        name: `${bank.count} random directions, how far from .5, 95 % of them`,
        ...{ low: bank.low, high: bank.high, unit },
      },
      ...beside,
    ],
    detectable: judgment.verdict === 'at floor' ? null : detectable,
    ...{ n, items },
  }
}

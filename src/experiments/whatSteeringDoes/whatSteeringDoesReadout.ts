import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { bootstrapInterval, mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Experiment } from '../experiment.ts'
import type { CurveFigure } from '../figure.ts'
import { smallestEffect } from '../smallestEffect.ts'
import type { Table } from '../table.ts'
import { judge } from '../verdict.ts'
import { conditionName } from '../writing/condition.ts'
import { randomRange } from '../writing/randomRange.ts'
import { readoutCurve } from './whatSteeringDoesCurve.ts'
import { halvesOf, type ReadoutFound, type Shift, shiftsOf } from './whatSteeringDoesShift.ts'
import { readoutPairs, readoutRandomSeeds } from './whatSteeringDoesTasks.ts'
import { pairName, type SteeringTexts } from './whatSteeringDoesTexts.ts'

export interface ReadoutFindings {
  claims: Claim[]
  figure: CurveFigure | null
  rows: Table['rows'] // push, sentence, words, change
}

const leastRandom = readoutRandomSeeds.length / 2

/** What is claimed of the words that come next, and the rules: of the direction's own words first. */
export function readoutRules(texts: SteeringTexts): Experiment['claims'] {
  const rule =
    'Shown when the 95 % intervals over sentences lie above 0 at +.2 and below 0 at −.2, none of the random directions moves these words as much, and they move more than the decoy words move either way (95 % interval, paired by sentence).'
  return [texts.words, ...texts.otherWords].map((pair, i) => ({
    name: i === 0 ? `readout, ${pairName(pair)}` : `side effect, ${pairName(pair)}`,
    says:
      i === 0
        ? `A push along the direction moves the next word from “${pair.from.trim()}” to “${pair.to.trim()}”.`
        : `The same push also moves it from “${pair.from.trim()}” to “${pair.to.trim()}”.`,
    rule,
  }))
}

/** Claims once the baseline, ±.2 and half of the random directions are measured; the curve as far as it goes. */
export async function analyzeReadout(
  texts: SteeringTexts,
  measured: readonly ReadoutFound[],
  seed: number,
): Promise<ReadoutFindings> {
  const shifts = shiftsOf(texts, measured)
  const pairs = readoutPairs(texts)
  const rows = shifts.flatMap(({ condition, byPair }) =>
    byPair.flatMap((bySentence, pair) =>
      bySentence.map((value, i) => [
        ...[conditionName(condition), texts.sentences[i]!, pairName(pairs[pair]!)],
        value,
      ]),
    ),
  )
  const claims: Claim[] = []
  for (const [pair, rule] of readoutRules(texts).entries()) {
    const claim = claimOf(rule, shifts, pair, pairs.length - 1, seed)
    if (claim) claims.push(claim)
    await yieldToEvents()
  }
  return { claims, figure: readoutCurve(texts, shifts, seed), rows }
}

function claimOf(
  { name, says }: Experiment['claims'][number],
  shifts: readonly Shift[],
  pair: number,
  decoy: number,
  seed: number,
): Claim | null {
  const [own, ...random] = halvesOf(shifts)
  if (own?.along !== 'direction' || random.length < leastRandom) return null
  const values = own.byPair[pair]!
  const over = (some: readonly number[], picked: readonly number[]) =>
    mean(picked.map((i) => some[i]!))
  const estimate = (statistic: (picked: readonly number[]) => number) =>
    bootstrapStatistic(values.length, statistic, seed)
  const half = estimate((picked) => over(values, picked))
  const [plus, minus] = [own.plus, own.minus].map(({ byPair }) =>
    estimate((picked) => over(byPair[pair]!, picked)),
  )
  const range = randomRange(
    random.map(({ byPair }) => mean(byPair[pair]!)),
    half.mean,
  )
  const decoys = own.byPair[decoy]!
  const overDecoy = estimate((picked) => over(values, picked) - Math.abs(over(decoys, picked)))
  const judgment = judge({
    effect: [
      {
        name: 'both ways',
        asks: 'the interval lies above 0 at +.2 and below 0 at −.2',
        holds: plus!.low > 0 && minus!.high < 0,
      },
      {
        name: 'random directions',
        asks: 'none of them moves these words as much',
        holds: range.asLarge === 0,
      },
      {
        name: 'decoy words',
        asks: 'these words move more than they do either way',
        holds: overDecoy.low > 0,
      },
    ],
  })
  const unit = 'nats'
  const share = pair === 0 ? null : shareOf(values, own.byPair[0]!, seed)
  return {
    ...{ name, says, ...judgment },
    effects: [
      { name: 'half of (+.2 minus −.2)', ...intervalOf(half), unit },
      { name: 'at +.2', ...intervalOf(plus!), unit },
      { name: 'at −.2', ...intervalOf(minus!), unit },
      ...(share ? [{ name: 'as a share of the direction’s own words', ...share, unit: '' }] : []),
    ],
    controls: [
      { name: `${range.count} random directions, range`, low: range.low, high: range.high, unit },
      {
        name: 'random directions that move as much',
        value: range.asLarge,
        unit: `of ${range.count}`,
      },
      { name: 'decoy words, half of (+.2 minus −.2)', value: mean(decoys), unit },
    ],
    detectable: smallestEffect({
      error: half.error,
      edge: Math.max(Math.abs(range.low), Math.abs(range.high)),
      above: [
        { value: half.mean - overDecoy.mean, error: overDecoy.error },
        { value: half.mean - plus!.mean, error: plus!.error },
        { value: half.mean + minus!.mean, error: minus!.error },
      ],
    }),
    ...{ n: values.length, items: 'sentences' },
  }
}

/** How much a pair moves for what the direction's own words move; null where those may stand still. */
function shareOf(values: readonly number[], own: readonly number[], seed: number) {
  const { low, high } = bootstrapInterval(own, seed)
  if (low <= 0 && high >= 0) return null
  const share = (picked: readonly number[]) => {
    const whole = mean(picked.map((i) => own[i]!))
    return whole === 0 ? null : mean(picked.map((i) => values[i]!)) / whole
  }
  return intervalOf(bootstrapStatistic(values.length, share, seed))
}

import { mean } from '../../math/statistics.ts'
import { type Estimate, estimateOf, inSd, randomControls } from '../estimate.ts'
import type { Claim, Effect, Experiment } from '../experiment.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { type Condition, judge } from '../verdict.ts'
import { type Look, type Measure, measures } from './transcriptReadings.ts'

/** What is claimed of the readings before each attempt, and the rules that decide. */
export const pressureRules = {
  level: {
    name: 'level',
    says: 'The reading before the next attempt is higher in a task that keeps failing than in one that keeps succeeding.',
    rule: 'Shown when the gap (fail minus ok, mean of attempts 1–5) lies above 0 (95 % interval over stories), in five of six stories, at most .05 of random directions have as large a gap, and failing reads higher than messages that judge nothing (95 % interval).',
  },
  buildUp: {
    name: 'build-up',
    says: 'The reading climbs with every failure.',
    rule: 'Shown when the failing transcript rises from the first failure to the fifth (95 % interval over stories above 0) in five of six stories, the gap to the transcript that succeeds grows as well (95 % interval above 0), and at most .05 of random directions have a gap that grows as much.',
  },
  lastMessage: {
    name: 'last message',
    says: 'The reading answers the last message and does not count failures.',
    rule: 'Shown when a failure after four successes reads higher than a fifth success (95 % interval over stories), in five of six stories, at most .05 of random directions differ as much, and it also reads higher than a success after four failures (95 % interval).',
  },
} satisfies Record<string, Experiment['claims'][number]>

/** Estimates a measure over the stories of a look, beside its random directions. */
export const estimate = ({ stories, random }: Look, of: Measure, seed: number): Estimate =>
  estimateOf(
    stories.map(of),
    random.map((readings) => mean(readings.map(of))),
    seed,
  )

/** Judges the gap between failing and succeeding at the first look's block; further looks stand beside it. */
export function levelClaim(looks: readonly [Look, ...Look[]], seed: number): Claim {
  const gap = estimate(looks[0], measures.gap, seed)
  const overReceived = estimate(looks[0], measures.overReceived, seed)
  const effects = [
    inSd('fail minus ok, mean of attempts 1–5', gap),
    inSd('fail minus received, mean of attempts 1–5', overReceived),
    ...furtherUp(looks, measures.gap, 'fail minus ok', seed),
  ]
  return claimOf(pressureRules.level, looks[0], gap, overReceived, measures.gap, effects, [
    above('interval', 'it lies above 0', gap),
    above('received', 'failing reads higher than messages that judge nothing', overReceived),
  ])
}

/** Judges whether the reading climbs with every failure. */
export function buildUpClaim(looks: readonly [Look, ...Look[]], seed: number): Claim {
  const growth = estimate(looks[0], measures.growth, seed)
  const rise = estimate(looks[0], measures.rise, seed)
  const effects = [
    inSd('growth of the gap, attempt 5 minus 1', growth),
    inSd('failing transcript alone, attempt 5 minus 1', rise),
    ...furtherUp(looks, measures.growth, 'growth of the gap', seed),
  ]
  return claimOf(pressureRules.buildUp, looks[0], growth, rise, measures.rise, effects, [
    above('interval', 'the failing transcript rises from the first failure to the fifth', rise),
    above('control transcript', 'the gap to the transcript that succeeds grows', growth),
  ])
}

/** Judges whether the last message decides, whatever came before it. */
export function lastMessageClaim(looks: readonly [Look, ...Look[]], seed: number): Claim {
  const last = estimate(looks[0], measures.lastMessage, seed)
  const lastOverHistory = estimate(looks[0], measures.lastOverHistory, seed)
  const effects = [
    inSd('same history, last message failing: OOOOF − OOOOO', last),
    inSd(
      'same last message, failing history: FFFFO − OOOOO',
      estimate(looks[0], measures.history, seed),
    ),
    inSd('last message over history: OOOOF − FFFFO', lastOverHistory),
    ...furtherUp(looks, measures.lastMessage, 'OOOOF − OOOOO', seed),
  ]
  return claimOf(
    pressureRules.lastMessage,
    looks[0],
    last,
    lastOverHistory,
    measures.lastMessage,
    effects,
    [
      above('interval', 'OOOOF − OOOOO lies above 0', last),
      above('history', 'OOOOF − FFFFO lies above 0', lastOverHistory),
    ],
  )
}

/** The same measure at the other blocks, as a second look. */
const furtherUp = (
  [, ...further]: readonly [Look, ...Look[]],
  of: Measure,
  name: string,
  seed: number,
): Effect[] => further.map((look) => inSd(`${name}, block ${look.block}`, estimate(look, of, seed)))

const above = (name: string, asks: string, { effect }: Estimate): Condition => ({
  name,
  asks,
  holds: effect.low > 0,
})

function claimOf(
  { name, says }: Experiment['claims'][number],
  { stories, spread }: Look,
  found: Estimate,
  beside: Estimate, // what must lie above 0 as well
  agrees: Measure, // in five of six stories
  effects: Effect[],
  conditions: readonly Condition[],
): Claim {
  const { effect, random } = found
  const n = stories.length
  const values = stories.map(agrees).sort((a, b) => b - a)
  const agreeing = values.filter((value) => value > 0).length
  const lowest = values[Math.ceil((5 / 6) * n) - 1]! // that must lie above 0
  const judgment = judge({
    effect: [
      ...conditions,
      { name: 'signs', asks: 'five of six stories agree', holds: agreeing >= (5 / 6) * n },
      {
        name: 'random directions',
        asks: 'at most .05 of them reach as much',
        holds: random.share <= 0.05,
      },
    ],
  })
  return {
    ...{ name, says, ...judgment, effects },
    controls: [
      ...randomControls(found),
      { name: 'stories that agree', value: agreeing, unit: `of ${n}` },
      {
        name: 'SD of readings within a transcript that does not fail',
        ...{ value: spread, unit: 'SD' },
      },
    ],
    // Were all stories' effects larger by as much; what stands beside them would grow with them.
    detectable: smallestEffect({
      error: effect.error,
      edge: Math.max(random.edge, effect.mean - lowest),
      above: [{ value: effect.mean - beside.effect.mean, error: beside.effect.error }],
    }),
    ...{ n, items: 'stories' },
  }
}

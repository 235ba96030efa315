import type { LabState, RunLabel } from '../labState.ts'
import { coefficientsOf, meanReading, perplexityRatio } from '../run/laneMeasures.ts'
import { POINT_LIMITS, type RunPoint, type StudyPoint } from './runPoint.ts'
import { promptHash, type Study, samplingHash } from './study.ts'

/**
 * The point that the run in the lanes gives; null where a lane has no reading, where the slider was moved while it
 * wrote, or where a number is beyond the limits.
 */
export function measuredPoint({ ran, lanes }: LabState): StudyPoint | null {
  const [baseline, steered, random] = lanes
  if (!ran || !baseline || !steered || !random) return null
  const pushes = [steered, random].flatMap(({ prompt, reply }) => [...prompt, ...reply])
  const [coefficient, ...others] = new Set(coefficientsOf(pushes))
  const readings = [baseline, steered, random].map(meanReading)
  if (coefficient === undefined || others.length > 0) return null
  if (readings.some((reading) => Math.abs(reading ?? Number.NaN) > POINT_LIMITS.reading))
    return null
  if (ran.draw > POINT_LIMITS.draw || steered.reply.length > POINT_LIMITS.tokens) return null
  const [rest, own, other] = readings
  if (rest == null || own == null || other == null) return null
  const point: RunPoint = {
    coefficient: rounded(coefficient),
    seed: ran.seed,
    draw: ran.draw,
    baseline: rounded(rest),
    steered: rounded(own),
    random: rounded(other),
    steeredCost: costOf(perplexityRatio(steered, baseline)),
    randomCost: costOf(perplexityRatio(random, baseline)),
    tokens: steered.reply.length,
  }
  return { study: studyOf(ran), point }
}

/** The study that a run belongs to. */
const studyOf = (ran: RunLabel): Study => ({
  model: ran.model.hash.slice(0, 8),
  recipe: ran.passport.recipe,
  direction: ran.passport.recipeHash.slice(0, 8),
  prompt: promptHash(ran.form, ran.prompt),
  sampling: samplingHash(ran.sampling, ran.maxTokens),
  steerBlock: ran.steerBlock,
  readBlock: ran.readBlock,
  source: ran.model.device === 'recorded' ? 'recorded' : 'live',
})

const costOf = (ratio: number | null): number | null =>
  ratio === null || ratio > POINT_LIMITS.cost ? null : rounded(ratio)

const rounded = (value: number): number => Math.round(value * 100) / 100 + 0

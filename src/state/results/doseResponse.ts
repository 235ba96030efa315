import { meanOver } from '../../experiments/estimate.ts'
import { slope } from '../../math/slope.ts'
import { type Interval, mean } from '../../math/statistics.ts'
import type { DoseEffect, Learner } from './learners.ts'

/** A mean over learners; its 95 % interval is null where fewer than two learners stand behind it. */
export interface DoseMean {
  mean: number
  low: number | null
  high: number | null
}

/** The same figure of all learners, along the direction, along a random one, and the first less the second. */
export interface DoseFinding {
  learners: number
  steered: DoseMean
  random: DoseMean
  difference: DoseMean
}

/** How the reading follows the push over the learners of a study. All in SD above the own baseline. */
export interface DoseResponse {
  points: readonly ({ coefficient: number } & DoseFinding)[] // by push, 0 left out
  /** The effect of the push +push less that of −push, over learners with both; null without any. */
  contrast: ({ push: number } & DoseFinding) | null
  /** The slope over all pushes and (0, 0), in SD a tenth of the typical norm; null without learners. */
  slope: DoseFinding | null
}

const SEED = 20

/** Means over learners with intervals from 2,000 bootstrap draws of learners. */
export function doseResponse(learners: readonly Learner[]): DoseResponse {
  const pushes = [...new Set(learners.flatMap(({ effects }) => [...effects.keys()]))]
  const points = pushes
    .sort((a, b) => a - b)
    .flatMap((coefficient) => {
      const found = finding(learners, ({ effects }) => effects.get(coefficient) ?? null)
      return found ? [{ coefficient, ...found }] : []
    })
  const push = widestPair(learners, pushes)
  const contrast = push === null ? null : finding(learners, (learner) => across(learner, push))
  return {
    points,
    contrast: contrast && push !== null ? { push, ...contrast } : null,
    slope: finding(learners, slopeOf),
  }
}

function finding(
  learners: readonly Learner[],
  figure: (learner: Learner) => DoseEffect | null,
): DoseFinding | null {
  const found = learners.map(figure).filter((effect) => effect !== null)
  if (found.length === 0) return null
  return {
    learners: found.length,
    steered: meanWithInterval(found.map(({ steered }) => steered)),
    random: meanWithInterval(found.map(({ random }) => random)),
    difference: meanWithInterval(found.map(({ steered, random }) => steered - random)),
  }
}

function meanWithInterval(values: readonly number[]): DoseMean {
  if (values.length < 2) return { mean: mean(values), low: null, high: null }
  const { mean: center, low, high }: Interval = meanOver(values, SEED)
  return { mean: center, low, high }
}

/** The push that most learners made both ways; of equally many, the largest. Null where nobody did. */
function widestPair(learners: readonly Learner[], pushes: readonly number[]): number | null {
  let best: { push: number; count: number } | null = null
  for (const push of pushes.filter((each) => each > 0)) {
    const count = learners.filter((learner) => across(learner, push) !== null).length
    if (count > 0 && (best === null || count >= best.count)) best = { push, count }
  }
  return best?.push ?? null
}

function across({ effects }: Learner, push: number): DoseEffect | null {
  const [up, down] = [effects.get(push), effects.get(-push)]
  return up && down ? { steered: up.steered - down.steered, random: up.random - down.random } : null
}

function slopeOf({ effects }: Learner): DoseEffect | null {
  const x = [0, ...effects.keys()]
  const of = (lane: keyof DoseEffect): number =>
    slope(x, [0, ...[...effects.values()].map((effect) => effect[lane])]) / 10
  return x.length < 2 ? null : { steered: of('steered'), random: of('random') }
}

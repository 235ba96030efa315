import type { PupilResult } from './pupilResult.ts'
import type { RunPoint } from './runPoint.ts'

/** How far a push moved the reading from the same seed's baseline, in SD. */
export interface DoseEffect {
  steered: number
  random: number // along a random direction, pushed as hard
}

/** One independent line of a study: the runs of a learner, or those of a seed that several learners share. */
export interface Learner {
  effects: ReadonlyMap<number, DoseEffect> // by push, 0 left out; means where it was tried more than once
}

/** The sample of a study, and how much of it was handed in more than once. */
export interface Sample {
  learners: readonly Learner[]
  sharing: number // results that use a seed which another one uses too
}

/**
 * The independent lines in results of one study. The same seed gives the same texts to everybody, so a seed that
 * several results use is one line of its own, each of its runs counted once; what else a learner ran is the learner's.
 */
export function sampleOf(results: readonly PupilResult[]): Sample {
  const users = new Map<number, number>()
  for (const { points } of results)
    for (const seed of new Set(points.map((point) => point.seed)))
      users.set(seed, (users.get(seed) ?? 0) + 1)
  const isShared = ({ seed }: RunPoint): boolean => (users.get(seed) ?? 0) > 1
  const own = results.map(({ points }) => points.filter((point) => !isShared(point)))
  const all = results.flatMap(({ points }) => points)
  const shared = [...users]
    .filter(([, count]) => count > 1)
    .map(([seed]) => once(all.filter((point) => point.seed === seed)))
  return {
    learners: [...own, ...shared].map(learnerOf).filter(({ effects }) => effects.size > 0),
    sharing: results.filter(({ points }) => points.some(isShared)).length,
  }
}

/** The runs of a seed without repeats; of two devices that disagree in a digit, the first speaks. */
function once(points: readonly RunPoint[]): RunPoint[] {
  const runs = new Map<string, RunPoint>()
  for (const point of points) {
    const run = `${point.draw} ${point.coefficient}`
    if (!runs.has(run)) runs.set(run, point)
  }
  return [...runs.values()]
}

function learnerOf(points: readonly RunPoint[]): Learner {
  const effects = new Map<number, DoseEffect>()
  for (const coefficient of new Set(points.map((point) => point.coefficient))) {
    if (coefficient === 0) continue
    const here = points.filter((point) => point.coefficient === coefficient)
    const meanOf = (shift: (point: RunPoint) => number): number =>
      here.reduce((sum, point) => sum + shift(point), 0) / here.length
    effects.set(coefficient, {
      steered: meanOf(({ steered, baseline }) => steered - baseline),
      random: meanOf(({ random, baseline }) => random - baseline),
    })
  }
  return { effects }
}

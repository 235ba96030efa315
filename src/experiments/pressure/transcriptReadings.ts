import { mean, standardDeviation } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { readingOf, readingScale } from '../../steering/reading.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Ground } from '../experiment.ts'
import { randomBank } from '../reading/randomBank.ts'
import {
  attempts,
  type Course,
  courses,
  type Story,
  type Transcripts,
  vectorsAt,
} from './transcript.ts'

/** A value of every course of a story. */
export type Readings = ReadonlyMap<Course, number>

/** The readings of all stories at a block, and what random directions read there. */
export interface Look {
  block: number
  stories: Readings[] // in SD over neutral text
  spread: number // SD of the direction's readings of ok and received within a story, in SD over neutral text
  random: Readings[][] // (direction, story), each in its own unit; scaled to the SD of the direction here
}

/** Story by story what a course reads more than another; each is a figure that a claim speaks of. */
export const measures = {
  /** fail above ok, mean over the attempts */
  gap: (at: Readings) => overAttempts((k) => value(at, courses.fail, k) - value(at, courses.ok, k)),
  /** fail above feedback that judges nothing */
  overReceived: (at: Readings) =>
    overAttempts((k) => value(at, courses.fail, k) - value(at, courses.received, k)),
  /** how much the gap grows from the first attempt to the last */
  growth: (at: Readings) => gapAfter(at, attempts) - gapAfter(at, 1),
  /** how much the failing transcript rises by itself */
  rise: (at: Readings) => value(at, courses.fail, attempts) - value(at, courses.fail, 1),
  /** a last failure above a last success, after the same four successes */
  lastMessage: (at: Readings) => value(at, courses.failAtLast) - value(at, courses.ok),
  /** four failures above four successes, before the same last success */
  history: (at: Readings) => value(at, courses.okAtLast) - value(at, courses.ok),
  /** a failure after four successes above a success after four failures */
  lastOverHistory: (at: Readings) => value(at, courses.failAtLast) - value(at, courses.okAtLast),
}

export type Measure = (at: Readings) => number

/** The reading of a course after its k-th attempt, by default its last. */
export const value = (at: Readings, course: Course, k = attempts): number =>
  at.get(course.slice(0, k))!

const gapAfter = (at: Readings, k: number): number =>
  value(at, courses.fail, k) - value(at, courses.ok, k)

const overAttempts = (of: (k: number) => number): number =>
  mean(Array.from({ length: attempts }, (_, i) => of(i + 1)))

/**
 * Reads the stories at a block along the direction and along random ones, each in its own SD over the readings of
 * ok and received within a story. Null where the direction does not vary there. Lets events in between.
 */
export async function lookAt(
  block: number,
  told: readonly { story: Story; found: Transcripts }[],
  ground: Ground,
  seed: number,
): Promise<Look | null> {
  const vectors = told.map(({ story, found }) => vectorsAt(story, found, block, ground))
  const along = (direction: Float32Array) =>
    vectors.map((at) => mapped(at, (h) => dot(h, direction)))
  const scale = readingScale(ground.set, block)
  const own = along(scale.direction).map((at) => mapped(at, (p) => readingOf(p, scale)))
  const spread = spreadWithin(own)
  if (spread === 0) return null
  const random: Readings[][] = []
  for (const [i, direction] of randomBank(ground.set.dModel, seed).entries()) {
    const readings = along(direction)
    const unit = spreadWithin(readings)
    if (unit > 0) random.push(readings.map((at) => mapped(at, (p) => (p * spread) / unit)))
    if (i % 25 === 24) await yieldToEvents()
  }
  return random.length === 0 ? null : { block, stories: own, spread, random }
}

/** The SD of the readings of ok and received, within a story. */
function spreadWithin(stories: readonly Readings[]): number {
  const variances = stories.map((at) => {
    const values = [courses.ok, courses.received].flatMap((course) =>
      Array.from({ length: attempts }, (_, i) => value(at, course, i + 1)),
    )
    return standardDeviation([at.get('')!, ...values]) ** 2
  })
  return Math.sqrt(mean(variances))
}

const mapped = <T, U>(map: ReadonlyMap<Course, T>, change: (value: T) => U): Map<Course, U> =>
  new Map([...map].map(([course, each]) => [course, change(each)]))

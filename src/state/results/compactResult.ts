import * as v from 'valibot'
import { type PupilResult, parseResult, RESULT_VERSION } from './pupilResult.ts'
import { MOST_POINTS } from './runPoint.ts'

/** A result as one text: equal for equal results, whatever they came in. */
export const resultKey = (result: PupilResult): string => JSON.stringify(compactOf(result))

/** A result as bare numbers, for a short code: decimals as hundredths. */
export function compactOf({ study, lesson, points }: PupilResult): unknown[] {
  const { model, recipe, direction, prompt, sampling, steerBlock, readBlock, source } = study
  return [
    'r',
    [model, recipe, direction, prompt, sampling, steerBlock, readBlock, source],
    lesson ?? 0,
    points.map((point) => [
      ...[hundred(point.coefficient), point.seed, point.draw, hundred(point.baseline)],
      ...[hundred(point.steered), hundred(point.random)],
      ...[hundred(point.steeredCost), hundred(point.randomCost), point.tokens],
    ]),
  ]
}

const text = v.string()
const count = v.number()
const compact = v.strictTuple([
  v.literal('r'),
  v.strictTuple([text, text, text, text, text, count, count, text]),
  v.union([v.literal(0), text]),
  v.pipe(
    v.array(v.pipe(v.array(v.nullable(v.pipe(count, v.integer()))), v.length(9))),
    v.maxLength(MOST_POINTS),
  ),
])

/** A result out of its bare numbers; null for what is none, or holds a number that no run can have. */
export function fromCompact(value: unknown): PupilResult | null {
  const found = v.safeParse(compact, value)
  if (!found.success) return null
  const [, where, lesson, points] = found.output
  const [model, recipe, direction, prompt, sampling, steerBlock, readBlock, source] = where
  return parseResult({
    ...{ kind: 'evenkeel-result', version: RESULT_VERSION },
    study: { model, recipe, direction, prompt, sampling, steerBlock, readBlock, source },
    ...(lesson === 0 ? {} : { lesson }),
    points: points.map(pointFrom),
  })
}

function pointFrom(numbers: readonly (number | null)[]): unknown {
  const [coefficient, seed, draw, baseline, steered, random, steeredCost, randomCost, tokens] =
    numbers
  return {
    ...{ coefficient: part(coefficient), seed, draw, baseline: part(baseline) },
    ...{ steered: part(steered), random: part(random) },
    ...{ steeredCost: part(steeredCost), randomCost: part(randomCost), tokens },
  }
}

const hundred = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) + 0

const part = (value: number | null | undefined): number | null =>
  value == null ? null : value / 100 + 0

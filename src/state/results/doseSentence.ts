import { say, type Values } from '../../language/say.ts'
import { signed } from '../numberText.ts'
import type { DoseFinding, DoseMean, DoseResponse } from './doseResponse.ts'
import { doseVerdict } from './doseVerdict.ts'

/** Below so many learners, a percentile interval is too narrow to be believed. */
const FEW = 8

/** What the results of a study show, in sentences: the change between both pushes, what random gives, the slope. */
export function doseSentence({ contrast, slope }: DoseResponse): string {
  const rate = slope && intervalsOf(slope) ? [say('results.slope', valuesOf(slope))] : []
  if (!contrast) return [say('results.noPair'), ...rate].join(' ')
  if (!intervalsOf(contrast)) return say('results.single', contrastValues(contrast))
  return [
    say('results.contrast', contrastValues(contrast)),
    say(`results.verdict.${doseVerdict(contrast)}`, valuesOf(contrast)),
    ...rate,
    ...(contrast.learners < FEW ? [say('results.few', { few: FEW })] : []),
  ].join(' ')
}

const intervalsOf = ({ steered }: DoseFinding): boolean => steered.low !== null

const contrastValues = (contrast: NonNullable<DoseResponse['contrast']>): Values => ({
  ...valuesOf(contrast),
  up: signed(contrast.push, 2),
  down: signed(-contrast.push, 2),
})

const valuesOf = ({ learners, steered, random, difference }: DoseFinding): Values => ({
  ...{ learners, steered: meanText(steered), random: meanText(random) },
  difference: meanText(difference),
})

/** A mean with its interval, such as +1.25 SD (+0.90 to +1.60). */
function meanText({ mean, low, high }: DoseMean): string {
  const text = `${signed(mean, 2)} SD`
  if (low === null || high === null) return text
  return say('results.interval', { mean: text, low: signed(low, 2), high: signed(high, 2) })
}

import type { Effect } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import type { Verdict } from '../../experiments/verdict.ts'
import type { Passport } from '../../steering/directionSet.ts'

/** What an alarm is watched with: a model, a direction and the block that is read. */
export interface Watched {
  modelHash: string
  passport: Passport // of the direction
  readBlock: number
}

/** What the early warning experiment says about an alarm on this model and direction. */
export interface Calibration {
  standing: 'run here' | 'recorded'
  threshold: number | null // in SD of the mean over the window; null where the experiment sets none
  readBlock: number
  verdict: Verdict
  detected: Effect | null // share of telling words with an alarm before them
  raised: Effect | null // share of the other stories with an alarm
  events: number // stories with a telling word
  ownTexts: boolean
}

/** Results of the early warning experiment, from this browser and recorded; null where there is none. */
export interface WarningResults {
  here: ExperimentResult | null
  recorded: ExperimentResult | null
}

/** What the parts of the alarm's claim are called. */
const claimed = {
  claim: 'alarm',
  threshold: /^threshold for Watch/,
  detected: /^telling words with an alarm/,
  raised: /^other stories with an alarm/,
  events: /^stories with a telling word/,
} as const

/** The calibration for what is watched: run in this browser, else recorded; null where neither is of this model and direction. */
export function calibrationOf(
  { here, recorded }: WarningResults,
  watched: Watched,
): Calibration | null {
  if (here && isOf(here, watched)) return calibrationIn(here, 'run here')
  return recorded && isOf(recorded, watched) ? calibrationIn(recorded, 'recorded') : null
}

const isOf = ({ model, passport }: ExperimentResult, watched: Watched): boolean =>
  model.hash === watched.modelHash &&
  (['recipe', 'recipeHash', 'contrastHash'] as const).every(
    (part) => passport[part] === watched.passport[part],
  )

function calibrationIn(
  { claims, blocks, textsAre }: ExperimentResult,
  standing: Calibration['standing'],
): Calibration | null {
  const claim = claims.find(({ name }) => name === claimed.claim)
  if (!claim) return null
  const control = (words: RegExp) => {
    const found = claim.controls.find(({ name }) => words.test(name))
    return found && 'value' in found ? found.value : null
  }
  const effect = (words: RegExp) => claim.effects.find(({ name }) => words.test(name)) ?? null
  return {
    standing,
    threshold: control(claimed.threshold),
    readBlock: blocks.read,
    verdict: claim.verdict,
    detected: effect(claimed.detected),
    raised: effect(claimed.raised),
    events: control(claimed.events) ?? claim.n, // results of earlier versions counted them as n
    ownTexts: textsAre === 'own',
  }
}

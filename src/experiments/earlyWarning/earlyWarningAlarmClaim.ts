import { intervalOf } from '../effect.ts'
import type { Claim, Control } from '../experiment.ts'
import { randomShare } from '../reading/randomBank.ts'
import { smallestEffect } from '../smallestEffect.ts'
import { type Condition, judge } from '../verdict.ts'
import {
  type Detection,
  estimateGain,
  estimateMore,
  falseAlarmRate,
  gainOf,
  leadOf,
  ratesOf,
} from './earlyWarningAlarm.ts'
import { countedOf, type Judged, warningRules } from './earlyWarningClaims.ts'

/** The claim about the alarm. */
export function alarmClaim(
  enough: Condition,
  { reading, embedding, mild, random }: Judged<Detection>,
  watchThreshold: number,
  seed: number,
): Claim {
  const gain = estimateGain(reading, seed)
  const rates = ratesOf(reading, seed)
  const share = (detection: Detection) => detection.detected / detection.events
  const bank = randomShare(share(reading), random.map(share))
  const [rule] = warningRules
  const floors = [embedding, mild].map((judge) => ({
    share: share(judge),
    more: estimateMore(reading, judge, seed),
  }))
  const [fewer, counted] = floors.map(({ more }) => more.low > 0)
  const unit = 'share'
  const lead = leadOf(reading)
  const beside = (name: string, detection: Detection): Control[] => [
    { name: `${name}: detected`, value: share(detection), unit: 'share' },
    { name: `${name}: detected minus false alarms`, value: gainOf(detection)!, unit },
  ]
  const judgment = judge({
    able: [enough],
    effect: [
      { name: 'interval', asks: 'detected minus false alarms lies above 0', holds: gain.low > 0 },
      {
        name: 'random directions',
        asks: 'at most .05 of them detect as many',
        holds: bank.share <= 0.05,
      },
      {
        name: 'embedding',
        asks: 'it detects fewer',
        holds: fewer!,
      },
      {
        name: 'mild words',
        asks: 'they detect fewer',
        holds: counted!,
      },
    ],
  })
  const raised = rates.raised.mean // false alarms go off whatever is detected
  const detectable = smallestEffect({
    error: gain.error,
    edge: bank.edge - raised,
    above: floors.map(({ share, more }) => ({ value: share - raised, error: more.error })),
  })
  const {
    n,
    items,
    beside: told,
  } = countedOf(
    reading.byOpening.map(({ events }) => events),
    reading.events + reading.quiet,
  )
  return {
    ...{ name: rule!.name, says: rule!.says, ...judgment },
    effects: [
      { name: 'detected minus false alarms', ...intervalOf(gain), unit },
      { name: 'telling words with an alarm before them', ...intervalOf(rates.detected), unit },
      { name: 'other stories with an alarm', ...intervalOf(rates.raised), unit },
    ],
    controls: [
      ...beside('mild words', mild),
      ...beside('embedding', embedding),
      { name: 'share of random directions that detect as many', value: bank.share, unit: '' },
      {
        name: `${bank.count} random directions, 95 % of them`,
        low: bank.low,
        high: bank.high,
        unit,
      },
      ...told,
      { name: 'false alarms allowed', value: falseAlarmRate, unit },
      ...(lead === null
        ? []
        : [{ name: 'mean lead of alarms that came before', value: lead, unit: 'tokens' }]),
      { name: 'threshold for the first half', value: reading.thresholds[0], unit: 'SD' },
      { name: 'threshold for the second half', value: reading.thresholds[1], unit: 'SD' },
      { name: 'threshold for Watch, from all stories', value: watchThreshold, unit: 'SD' },
    ],
    detectable: judgment.verdict === 'at floor' ? null : detectable,
    ...{ n, items },
  }
}

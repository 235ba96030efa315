import { rocCurve } from '../../math/roc.ts'
import { quantile } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { effectText, intervalOf } from '../effect.ts'
import type { Claim } from '../experiment.ts'
import type { CurveFigure, IntervalFigure, Role } from '../figure.ts'
import { type Detection, falseAlarmRate, ratesOf } from './earlyWarningAlarm.ts'
import type { Judged } from './earlyWarningClaims.ts'
import type { Tokens } from './earlyWarningHint.ts'

const grid = Array.from({ length: 21 }, (_, i) => i / 20)

const sentenceOf = ({ name, effects, verdict }: Claim): string =>
  `${name}: ${effects[0]!.name} ${effectText(effects[0]!)}, ${verdict}.`

/** How many telling words each alarm comes before, at the same share of false alarms. */
export function alarmFigure(
  detections: Judged<Detection>,
  claim: Claim,
  seed: number,
): IntervalFigure {
  const random = detections.random.map(({ detected, events }) => detected / events)
  const band = { low: quantile(random, 0.025), high: quantile(random, 0.975) }
  const rows = [
    { label: 'reading', role: 'effect' as const, detection: detections.reading },
    { label: 'embedding', role: 'control' as const, detection: detections.embedding },
    { label: 'mild words', role: 'rival' as const, detection: detections.mild },
  ]
  return {
    ...{ kind: 'intervals', name: 'alarm', title: 'Telling words with an alarm before them' },
    sentence: sentenceOf(claim),
    unit: 'share',
    rows: rows.flatMap(({ label, role, detection }) => {
      const { detected, raised } = ratesOf(detection, seed)
      return [
        { label, role, ...intervalOf(detected), band: role === 'effect' ? band : null },
        {
          ...{ label: `${label}, false alarms`, role: 'decoy' as const, band: null },
          ...intervalOf(raised),
        },
      ]
    }),
    marks: [{ value: falseAlarmRate, label: 'false alarms allowed' }],
  }
}

/** Tokens soon followed by a telling word against others, at every threshold, before the band of random directions. */
export async function hintFigure(tokens: Judged<Tokens>, claim: Claim): Promise<CurveFigure> {
  const curves: CurveFigure['curves'] = []
  for (const [label, role, some] of [
    ['reading', 'effect', tokens.reading],
    ['embedding', 'control', tokens.embedding],
    ['mild words so far', 'rival', tokens.mild],
  ] as const satisfies [string, Role, Tokens][]) {
    const points = rocOf(some).map((y, i) => ({ x: grid[i]!, y, low: null, high: null }))
    curves.push({ label, role, points })
    await yieldToEvents()
  }
  const random: number[][] = []
  for (const some of tokens.random) {
    random.push(rocOf(some))
    await yieldToEvents()
  }
  return {
    ...{ kind: 'curves', name: 'hint', title: 'Tokens before a telling word, told from others' },
    sentence: sentenceOf(claim),
    x: { label: 'false alarms', unit: 'share of other tokens' },
    y: { label: 'detected', unit: 'share of tokens before a telling word' },
    curves,
    band: {
      label: 'random directions, 95 % of them',
      points: grid.map((x, i) => {
        const at = random.map((roc) => roc[i]!)
        return { x, low: quantile(at, 0.025), high: quantile(at, 0.975) }
      }),
    },
    marks: [],
  }
}

/** The share of tokens detected at each share of false alarms, which equal values may not exceed. */
function rocOf({ soon, quiet }: Tokens): number[] {
  const points = rocCurve(quiet.flat(), soon.flat())
  let at = 0
  return grid.map((share) => {
    while ((points[at + 1]?.falseAlarms ?? 2) <= share) at++
    return points[at]!.detected
  })
}

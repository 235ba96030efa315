import { bootstrapInterval, mean } from '../../math/statistics.ts'
import { effectText } from '../effect.ts'
import type { CurveFigure } from '../figure.ts'
import type { Shift } from './whatSteeringDoesShift.ts'
import { readoutPairs, ruled } from './whatSteeringDoesTasks.ts'
import { pairName, type SteeringTexts } from './whatSteeringDoesTexts.ts'

/** How far each pair of words moves by coefficient, before the band of random directions; null without a push. */
export function readoutCurve(
  texts: SteeringTexts,
  shifts: readonly Shift[],
  seed: number,
): CurveFigure | null {
  const own = shifts
    .filter(({ condition }) => condition.along === 'direction')
    .sort((a, b) => a.condition.coefficient - b.condition.coefficient)
  if (own.length === 0) return null
  const pairs = readoutPairs(texts)
  const curves = pairs.map((pair, i): CurveFigure['curves'][number] => {
    const points = own.map(({ condition, byPair }) => {
      const { mean: y, low, high } = bootstrapInterval(byPair[i]!, seed)
      return { x: condition.coefficient, y, low, high }
    })
    const still = { x: 0, y: 0, low: null, high: null }
    const role = i === 0 ? 'effect' : i === pairs.length - 1 ? 'decoy' : 'item'
    return {
      ...{ label: pairName(pair), role },
      points: [...points, still].sort((a, b) => a.x - b.x),
    }
  })
  const band = [-ruled, ruled].flatMap((x) => {
    const values = shifts
      .filter(({ condition: c }) => c.along === 'random' && c.coefficient === x)
      .map(({ byPair }) => mean(byPair[0]!))
    return values.length === 0 ? [] : [{ x, low: Math.min(...values), high: Math.max(...values) }]
  })
  const far = own.at(-1)!
  const unit = 'nats'
  return {
    ...{ kind: 'curves', name: 'readout', title: 'What the model would say next, by push' },
    sentence: `At ${far.condition.coefficient} typical norms: ${curves
      .map(({ label, points }) => {
        const { y, low, high } = points.at(-1)!
        return low === null || high === null
          ? label
          : `${label} ${effectText({ value: y, low, high, unit })}`
      })
      .join('; ')}.`,
    x: { label: 'push along the direction', unit: 'typical norms' },
    y: { label: 'change of logit(to) − logit(from)', unit },
    curves,
    band:
      band.length < 2
        ? null
        : {
            label: `random directions, ${pairName(texts.words)}, range`,
            points: [band[0]!, { x: 0, low: 0, high: 0 }, band[1]!],
          },
    marks: [],
  }
}

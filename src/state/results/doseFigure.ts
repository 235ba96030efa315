import type { CurveFigure } from '../../experiments/figure.ts'
import { say } from '../../language/say.ts'
import { laneLabel } from '../run/lane.ts'
import type { DoseFinding, DoseMean, DoseResponse } from './doseResponse.ts'
import { doseSentence } from './doseSentence.ts'
import type { Learner } from './learners.ts'

type Point = CurveFigure['curves'][number]['points'][number]

/**
 * The picture of a study: means over learners with their intervals along the direction and along random ones, every
 * learner's own line behind them, all in SD above the own baseline. Means of fewer than two learners are left to their
 * lines, unless all are such.
 */
export function doseFigure(learners: readonly Learner[], dose: DoseResponse): CurveFigure {
  const least = dose.points.some((point) => point.learners > 1) ? 2 : 1
  const points = dose.points.filter((point) => point.learners >= least)
  const curve = (of: (finding: DoseFinding) => DoseMean): Point[] =>
    inOrder([
      REST,
      ...points.map((point) => {
        const { mean, low, high } = of(point)
        return { x: point.coefficient, y: mean, low, high }
      }),
    ])
  return {
    kind: 'curves',
    name: 'dose-response',
    title: say('results.figure.title'),
    sentence: doseSentence(dose),
    x: { label: say('results.figure.push'), unit: say('results.figure.norm') },
    y: { label: say('results.figure.reading'), unit: 'SD' },
    curves: [
      { label: laneLabel('Steered'), role: 'effect', points: curve(({ steered }) => steered) },
      {
        label: laneLabel('Random direction'),
        role: 'control',
        points: curve(({ random }) => random),
      },
    ],
    band: null,
    marks: [{ value: 0, label: laneLabel('Baseline') }],
    ...(learners.length > 1 && { threads: threadsOf(learners) }),
  }
}

const threadsOf = (learners: readonly Learner[]): NonNullable<CurveFigure['threads']> => ({
  label: say('results.figure.threads'),
  lines: learners.map(({ effects }, i) => ({
    label: say('results.learner', { number: i + 1 }),
    points: inOrder([{ x: 0, y: 0 }, ...[...effects].map(([x, { steered: y }]) => ({ x, y }))]),
  })),
})

/** A push of 0 leaves the baseline as it is, without a run. */
const REST = { x: 0, y: 0, low: null, high: null }

const inOrder = <P extends { x: number }>(points: readonly P[]): P[] =>
  [...points].sort((a, b) => a.x - b.x)

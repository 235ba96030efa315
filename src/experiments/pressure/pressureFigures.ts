import { bootstrapInterval, mean, quantile } from '../../math/statistics.ts'
import { effectText, intervalOf } from '../effect.ts'
import type { Claim } from '../experiment.ts'
import type { CurveFigure, IntervalFigure } from '../figure.ts'
import { estimate } from './pressureAnalysis.ts'
import { attempts, courses } from './transcript.ts'
import { type Look, type Measure, measures, type Readings, value } from './transcriptReadings.ts'

const curves = [
  { course: courses.fail, label: 'fails again and again', role: 'effect' },
  { course: courses.ok, label: 'succeeds again and again', role: 'control' },
  { course: courses.received, label: 'received, not judged', role: 'decoy' },
  { course: courses.stakes, label: 'fails, with rising stakes', role: 'rival' },
] as const

const sinceStart =
  (course: string, k: number): Measure =>
  (at) =>
    value(at, course, k) - at.get('')!

/** The readings before each attempt, with what random directions do in the failing transcript. */
export function curveFigure(look: Look, seed: number): CurveFigure {
  const { stories, random } = look
  const steps = Array.from({ length: attempts + 1 }, (_, k) => k)
  const told = curves.filter(({ course }) => stories.every((at) => at.has(course)))
  return {
    kind: 'curves',
    name: 'transcripts',
    title: 'The reading before each new attempt',
    sentence: `After one failure the reading stands ${after(stories, courses.fail, 1)} above the start, after five ${after(stories, courses.fail, attempts)}; after one success ${after(stories, courses.ok, 1)}, after five ${after(stories, courses.ok, attempts)}.`,
    x: { label: 'attempts so far', unit: '', ticks: steps.map(String) },
    y: { label: `reading before the reply, block ${look.block}, since the start`, unit: 'SD' },
    curves: told.map(({ course, label, role }) => ({
      ...{ label, role },
      points: steps.map((k) => {
        const { mean: y, low, high } = bootstrapInterval(stories.map(sinceStart(course, k)), seed)
        return { x: k, y, low, high }
      }),
    })),
    band: {
      label: `${random.length} random directions in the failing transcript, 95 % of them`,
      points: steps.map((k) => {
        const means = random.map((readings) => mean(readings.map(sinceStart(courses.fail, k))))
        return { x: k, low: quantile(means, 0.025), high: quantile(means, 0.975) }
      }),
    },
    marks: [],
  }
}

const after = (stories: readonly Readings[], course: string, k: number): string =>
  `${mean(stories.map(sinceStart(course, k))).toFixed(1)} SD`

/** The figures behind the claims, each before the band of its random directions, and the gap of every story. */
export function gapFigure(
  look: Look,
  stories: readonly { name: string }[],
  claims: readonly Claim[],
  seed: number,
): IntervalFigure {
  const row = (label: string, of: Measure, role: 'effect' | 'control') => {
    const { effect, random } = estimate(look, of, seed)
    return { label, role, ...intervalOf(effect), band: { low: random.low, high: random.high } }
  }
  return {
    kind: 'intervals',
    name: 'failing-against-succeeding',
    title: 'Failing against succeeding',
    sentence: claims
      .map(({ name, effects, verdict }) => `${name}: ${effectText(effects[0]!)}, ${verdict}.`)
      .join(' '),
    unit: 'SD',
    rows: [
      row('level: fail − ok', measures.gap, 'effect'),
      row('fail − received', measures.overReceived, 'control'),
      row('build-up: growth of the gap', measures.growth, 'effect'),
      row('failing transcript alone, 5 − 1', measures.rise, 'control'),
      row('last message: OOOOF − OOOOO', measures.lastMessage, 'effect'),
      row('history: FFFFO − OOOOO', measures.history, 'control'),
      ...look.stories.map((at, i) => ({
        label: `${stories[i]!.name}: fail − ok`,
        role: 'item' as const,
        ...{ value: measures.gap(at), low: null, high: null, band: null },
      })),
    ],
    marks: [],
  }
}

/** The four histories of five attempts, against the start. */
export function historyFigure(look: Look, seed: number): IntervalFigure {
  const cells = [courses.fail, courses.failAtLast, courses.okAtLast, courses.ok].map((course) => {
    const found = estimate(look, sinceStart(course, attempts), seed)
    return { course, ...found }
  })
  return {
    kind: 'intervals',
    name: 'histories',
    title: 'Four histories of five attempts',
    sentence: cells
      .map(
        ({ course, effect }) => `${course}: ${effectText({ ...intervalOf(effect), unit: 'SD' })}.`,
      )
      .join(' '),
    unit: 'SD',
    rows: cells.map(({ course, effect, random }) => ({
      label: course,
      role: course.endsWith('F') ? 'effect' : 'control',
      ...intervalOf(effect),
      band: { low: random.low, high: random.high },
    })),
    marks: [],
  }
}

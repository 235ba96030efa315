import type { MeasuredRun } from '../state/lessons/lessonProgress.ts'
import type { LaneText } from '../state/run/lane.ts'
import { meanReading, perplexityRatio } from '../state/run/laneMeasures.ts'
import { pushesOf } from './checks/wantedRun.ts'
import type { FinishedRun } from './evidence.ts'

/** What is kept of a run: its numbers, and no text. */
export function measuredRun(run: FinishedRun): MeasuredRun {
  const { label, lanes } = run
  const [baseline] = lanes
  const each = (measure: (lane: LaneText) => number | null) =>
    lanes.map((lane) => rounded(measure(lane)))
  return {
    ...{ push: pushesOf(run).last, draw: label.draw, seed: label.seed },
    readings: each(meanReading),
    costs: each((lane) => (baseline ? perplexityRatio(lane, baseline) : null)),
    tokens: each(({ reply }) => reply.length),
    model: label.model.hash.replace(/[^0-9a-f]/g, '').slice(0, 16),
    recorded: label.model.device === 'recorded',
  }
}

const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 1e4) / 1e4

import type { GenerationEvent, Step, TokenReading } from '../steering/steerableModel.ts'
import type { ReadColumns, RecordedLane, RecordedRun } from './recording.ts'
import type { Timed } from './replay.ts'

/**
 * The events of a run in the order in which the model gave them: those of the prompt, then pass after pass, where a
 * lane that stops comes before those that go on. `lanes` are the lanes asked for, in their order, as lanes of the run.
 */
export function timedRun(
  run: RecordedRun,
  lanes: readonly { at: number; lane: RecordedLane }[],
): Timed<GenerationEvent>[] {
  const events: Timed<GenerationEvent>[] = []
  let ms = 0
  for (const head of run.head) {
    ms = head.ms
    if ('total' in head) {
      events.push({ ms, event: { type: 'prefill', done: head.done, total: head.total } })
      continue
    }
    const index = lanes.findIndex(({ at }) => at === head.lane)
    const columns = lanes[index]?.lane.prompt
    if (columns)
      events.push({ ms, event: { type: 'prompt', lane: index, readings: allReadings(columns) } })
  }
  for (const [index, taken] of run.steps.entries()) {
    ms += taken
    for (const event of passEvents(lanes, index)) events.push({ ms, event })
  }
  for (const [lane, { lane: text }] of lanes.entries())
    if (text.stopped === 'length')
      events.push({ ms, event: { type: 'end', lane, stopped: 'length' } })
  return events
}

function passEvents(lanes: readonly { lane: RecordedLane }[], index: number): GenerationEvent[] {
  const [stops, goesOn]: [GenerationEvent[], GenerationEvent[]] = [[], []]
  for (const [lane, { lane: text }] of lanes.entries()) {
    if (index >= text.ids.length) continue
    const event: GenerationEvent = { type: 'step', lane, step: stepOf(text, index) }
    if (text.stopped === 'stop' && index === text.ids.length - 1)
      stops.push(event, { type: 'end', lane, stopped: 'stop' })
    else goesOn.push(event)
  }
  return [...stops, ...goesOn]
}

const stepOf = (lane: RecordedLane, index: number): Step => ({
  index,
  id: lane.ids[index]!,
  piece: lane.pieces[index]!,
  logprob: lane.logprob[index]!,
  logprobUnsteered: lane.unsteered?.[index] ?? null,
  coefficient: lane.coefficient,
  reading: readingAt(lane.read, index),
})

/** What the probes saw at one token; null where nothing was read. */
function readingAt({ projection, norm, pushed }: ReadColumns, index: number): TokenReading | null {
  if (projection[0]?.[index] === undefined) return null
  const at = (rows: readonly number[][]) => rows.map((row) => row[index] ?? 0)
  return { projection: at(projection), norm: at(norm), pushed: at(pushed) }
}

function allReadings(columns: ReadColumns): TokenReading[] {
  const length = columns.projection[0]?.length ?? 0
  return Array.from({ length }, (_, index) => readingAt(columns, index)!)
}

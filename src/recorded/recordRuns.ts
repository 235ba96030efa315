import type {
  GenerateRequest,
  GenerationEvent,
  Lane,
  Step,
  TextSource,
  Tokenized,
  TokenReading,
} from '../steering/steerableModel.ts'
import type { HeadEvent, ReadColumns, RecordedLane, RecordedRun, Recording } from './recording.ts'
import type { Timed } from './replay.ts'
import { rounded, sketchedPushes, sketchOf } from './sketch.ts'

/** One run as it was heard: what was asked, and every event with its time. */
export interface HeardRun {
  source: TextSource
  tokens: Tokenized
  request: GenerateRequest
  events: readonly Timed<GenerationEvent>[]
}

/**
 * The recording with one more run; lanes that came out like those that are there are not stored again. Throws RangeError
 * for a run of another prompt or setting, one that was cut short, and one that did what recordings do not hold.
 */
export function addRun(
  before: Recording | null,
  { source, tokens, request, events }: HeardRun,
): Recording {
  const alone = emptyRecording(source, tokens, request)
  const recording = before ?? alone
  if (settingOf(recording) !== settingOf(alone))
    throw new RangeError('these runs are of more than one setting')
  const lanes = [...recording.lanes]
  const known = new Map(lanes.map((lane, place) => [JSON.stringify(lane), place]))
  const places = request.lanes.map((lane, index) => {
    const text = recordedLane(lane, index, events)
    const place = known.get(JSON.stringify(text)) ?? lanes.push(text) - 1
    known.set(JSON.stringify(text), place)
    return place
  })
  const run: RecordedRun = { lanes: places, ...paceOf(events) }
  return { ...recording, lanes, runs: [...recording.runs, run] }
}

function emptyRecording(
  source: TextSource,
  { pieces, text }: Tokenized,
  { ids, sampling, maxTokens, probes }: GenerateRequest,
): Recording {
  return {
    format: 'evenkeel-recording/1',
    ...{ source, ids: [...ids], pieces, text, sampling, maxTokens },
    probes: probes.map(({ at, direction }) => ({ at, ...sketchOf(direction) })),
    ...{ lanes: [], runs: [] },
  }
}

const settingOf = ({ ids, sampling, maxTokens, probes }: Recording): string => {
  const { temperature, topK, topP, repetitionPenalty, seed } = sampling
  const drawn = [temperature, topK, topP, repetitionPenalty, seed]
  return JSON.stringify([
    ids,
    drawn,
    maxTokens,
    probes.map(({ at, norm, parts }) => [at, norm, parts]),
  ])
}

function recordedLane(
  { steering, shadow, seed }: Lane,
  index: number,
  events: readonly Timed<GenerationEvent>[],
): RecordedLane {
  const pushes = sketchedPushes(steering.interventions)
  if (pushes === null) throw new RangeError('only additions can be recorded')
  const own = events.flatMap(({ event }) =>
    event.type !== 'prefill' && event.lane === index ? [event] : [],
  )
  const steps = own.flatMap((event): Step[] => (event.type === 'step' ? [event.step] : []))
  const prompt = own.find((event) => event.type === 'prompt')
  const end = own.find((event) => event.type === 'end')
  if (!end) throw new RangeError(`lane ${index} was cut short`)
  if (steps.some((step) => step.coefficient !== steering.coefficient))
    throw new RangeError('the push moved while it was recorded')
  const unsteered = steps.flatMap(({ logprobUnsteered }) => logprobUnsteered ?? [])
  return {
    ...{ coefficient: steering.coefficient, shadow, seed: seed ?? null, pushes },
    prompt: prompt ? columnsOf(prompt.readings) : null,
    ids: steps.map(({ id }) => id),
    pieces: steps.map(({ piece }) => piece),
    logprob: steps.map(({ logprob }) => rounded(logprob)),
    unsteered: unsteered.length === 0 ? null : unsteered.map(rounded),
    read: columnsOf(steps.flatMap(({ reading }) => reading ?? [])),
    stopped: end.stopped,
  }
}

/** Readings by column: for each probe, a number a token. */
function columnsOf(readings: readonly TokenReading[]): ReadColumns {
  const probes = readings[0]?.projection.length ?? 0
  const column = (key: keyof TokenReading) =>
    Array.from({ length: probes }, (_, probe) =>
      readings.map((reading) => rounded(reading[key][probe] ?? 0)),
    )
  return { projection: column('projection'), norm: column('norm'), pushed: column('pushed') }
}

/** When the prompt was read, and how long each pass took, in whole ms. */
function paceOf(events: readonly Timed<GenerationEvent>[]): Pick<RecordedRun, 'head' | 'steps'> {
  const head: HeadEvent[] = []
  const ends: number[] = [] // of each pass, from the start
  for (const { ms: at, event } of events) {
    const ms = Math.round(at)
    if (event.type === 'prefill') head.push({ ms, done: event.done, total: event.total })
    else if (event.type === 'prompt') head.push({ ms, lane: event.lane })
    else if (event.type === 'step') ends[event.step.index] = ms
  }
  const started = head.at(-1)?.ms ?? 0
  const steps = ends.map((ms, index) => Math.max(0, ms - (ends[index - 1] ?? started)))
  return { head, steps }
}

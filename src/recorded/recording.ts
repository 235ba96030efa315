import * as v from 'valibot'
import { LabError } from '../labError.ts'
import type { Sampling, TextSource } from '../steering/steerableModel.ts'
import type { Sketch, SketchedPush } from './sketch.ts'

/** What the probes saw at a row of tokens: numbers by probe, then by token. */
export interface ReadColumns {
  projection: number[][]
  norm: number[][]
  pushed: number[][]
}

/** One lane of one run, by column; a reading may be missing at the end, for a stop token. */
export interface RecordedLane {
  coefficient: number
  shadow: boolean
  seed: number | null
  pushes: SketchedPush[]
  prompt: ReadColumns | null // null where the prompt was not read
  ids: number[]
  pieces: string[]
  logprob: number[]
  unsteered: number[] | null // of the same tokens under the unsteered model
  read: ReadColumns
  stopped: 'stop' | 'length'
}

/** What comes before the first token, in ms from the start: positions computed, or a lane whose prompt is read. */
export type HeadEvent = { ms: number; done: number; total: number } | { ms: number; lane: number }

/** Lanes that were written together, by their places in `lanes`, and when. */
export interface RecordedRun {
  lanes: number[]
  head: HeadEvent[]
  steps: number[] // ms that each pass took
}

/** The runs of one prompt under one setting. */
export interface Recording {
  format: 'evenkeel-recording/1'
  source: TextSource
  ids: number[]
  pieces: string[]
  text: string
  sampling: Sampling
  maxTokens: number
  probes: ({ at: string } & Sketch)[]
  lanes: RecordedLane[]
  runs: RecordedRun[]
}

const number = v.pipe(v.number(), v.finite())
const whole = v.pipe(number, v.integer(), v.minValue(0))
const few = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(item), v.maxLength(most))
const numbers = few(number, 4096)
const texts = few(v.pipe(v.string(), v.maxLength(200)), 4096)
const sketch = { norm: number, parts: few(number, 64) }
const columns = v.object({
  projection: few(numbers, 8),
  norm: few(numbers, 8),
  pushed: few(numbers, 8),
})
const message = v.object({
  role: v.picklist(['system', 'user', 'assistant']),
  content: v.pipe(v.string(), v.maxLength(20_000)),
})

/** A text source, as recordings and their index hold it. */
export const sourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('raw'), text: v.string() }),
  v.object({ kind: v.literal('bare'), text: v.string() }),
  v.object({ kind: v.literal('chat'), messages: few(message, 100) }),
])

export const samplingSchema = v.object({
  temperature: number,
  topK: number,
  topP: number,
  repetitionPenalty: number,
  seed: number,
})

const lane = v.pipe(
  v.object({
    coefficient: number,
    shadow: v.boolean(),
    seed: v.nullable(number),
    pushes: few(v.object({ at: v.string(), firstPosition: whole, ...sketch }), 8),
    prompt: v.nullable(columns),
    ids: few(whole, 4096),
    pieces: texts,
    logprob: numbers,
    unsteered: v.nullable(numbers),
    read: columns,
    stopped: v.picklist(['stop', 'length']),
  }),
  v.check(
    ({ ids, pieces, logprob, unsteered }) =>
      [pieces, logprob, unsteered ?? ids].every(({ length }) => length === ids.length),
    'the columns of a lane differ in length',
  ),
)

const ms = v.pipe(number, v.minValue(0), v.maxValue(600_000))

const schema = v.pipe(
  v.object({
    format: v.literal('evenkeel-recording/1'),
    source: sourceSchema,
    ids: few(whole, 4096),
    pieces: texts,
    text: v.string(),
    sampling: samplingSchema,
    maxTokens: whole,
    probes: few(v.object({ at: v.string(), ...sketch }), 8),
    lanes: few(lane, 500),
    runs: few(
      v.object({
        lanes: few(whole, 16),
        head: few(
          v.union([v.object({ ms, done: whole, total: whole }), v.object({ ms, lane: whole })]),
          4096,
        ),
        steps: few(ms, 4096),
      }),
      200,
    ),
  }),
  v.check(({ ids, pieces }) => ids.length === pieces.length, 'ids and pieces differ in number'),
  v.check(
    ({ lanes, runs }) => runs.every((run) => run.lanes.every((at) => lanes[at] !== undefined)),
    'a run names a lane that is not there',
  ),
  v.check(
    ({ lanes, runs }) =>
      runs.every((run) =>
        run.lanes.every((at) => (lanes[at]?.ids.length ?? 0) <= run.steps.length),
      ),
    'a lane is longer than its run',
  ),
)

/** Reads one file of recorded runs. Throws LabError `bad-file` with a sentence that names it. */
export const parseRecording = (value: unknown, path: string): Recording =>
  parsedFile(schema, value, path)

/** A file of recordings in the form that a schema asks for. Throws LabError `bad-file` with a sentence that names it. */
export function parsedFile<T extends v.GenericSchema>(
  form: T,
  value: unknown,
  path: string,
): v.InferOutput<T> {
  const parsed = v.safeParse(form, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = v.getDotPath(issue)
  throw new LabError(
    'bad-file',
    `${path} is damaged: ${where === null ? '' : `${where}: `}${issue.message}. Reload the page; if that does not help, choose Live.`,
  )
}

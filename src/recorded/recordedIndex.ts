import * as v from 'valibot'
import { recipes } from '../steering/directionSet.ts'
import type { Fidelity, RecordedDays, RecordedRuns } from '../steering/labEngine.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import { parsedFile, samplingSchema, sourceSchema } from './recording.ts'

/** A file beside the index. */
export interface RecordedFile {
  file: string
  sha256: string
}

/** What recordings there are, and of which model: evenkeel/recordings/index.json. */
export interface RecordedIndex {
  format: 'evenkeel-recordings/1'
  model: {
    about: Omit<ModelDescription, 'device'> & { device: 'wasm' | 'webgpu' }
    fidelity: Fidelity
    tokensPerSecond: number | null
  }
  direction: RecordedFile // the shipped one, which lies one folder up
  runs: (RecordedFile & RecordedRuns & { ids: number[]; days: RecordedDays })[]
  derivations: (RecordedFile & {
    recipe: (typeof recipes)[number]
    contrastHash: string
    days: RecordedDays
  })[]
}

/** The days on which anything in the index was recorded; null where nothing is. */
export function daysOf({ runs, derivations }: RecordedIndex): RecordedDays | null {
  const all = [...runs, ...derivations].flatMap(({ days }) => [days.first, days.last]).sort()
  const [first, last] = [all[0], all.at(-1)]
  return first === undefined || last === undefined ? null : { first, last }
}

const number = v.pipe(v.number(), v.finite())
const whole = v.pipe(number, v.integer(), v.minValue(0))
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hex digits'))
const name = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.json$/, 'a file must lie beside the index'))
const file = { file: name, sha256: hash }
const day = v.pipe(v.string(), v.isoDate())
const days = v.pipe(
  v.object({ first: day, last: day }),
  v.check(({ first, last }) => first <= last, 'its last day lies before its first'),
)

const schema = v.object({
  format: v.literal('evenkeel-recordings/1'),
  model: v.object({
    about: v.object({
      ...{ name: v.string(), dtype: v.string(), weights: v.string(), hash },
      ...{ nLayers: whole, dModel: whole, vocabSize: whole, contextLength: whole, threads: whole },
      ...{ hasTokenizer: v.boolean(), hasChatTemplate: v.boolean() },
      device: v.picklist(['wasm', 'webgpu']),
    }),
    fidelity: v.object({
      ok: v.boolean(),
      reference: v.boolean(),
      checks: v.array(
        v.object({ name: v.string(), error: number, tolerance: number, ok: v.boolean() }),
      ),
    }),
    tokensPerSecond: v.nullable(number),
  }),
  direction: v.object(file),
  runs: v.pipe(
    v.array(
      v.object({
        ...file,
        days,
        source: sourceSchema,
        ids: v.pipe(v.array(whole), v.maxLength(4096)),
        sampling: samplingSchema,
        maxTokens: whole,
        direction: v.picklist(['shipped', ...recipes]),
        ...{ steerBlock: whole, readBlock: whole, draw: whole },
        pushes: v.pipe(v.array(number), v.maxLength(200)),
      }),
    ),
    v.maxLength(1000),
  ),
  derivations: v.pipe(
    v.array(v.object({ ...file, days, recipe: v.picklist(recipes), contrastHash: hash })),
    v.maxLength(100),
  ),
})

/** Reads the index. Throws LabError `bad-file` with a sentence that names it. */
export const parseIndex = (value: unknown): RecordedIndex =>
  parsedFile(schema, value, 'recordings/index.json')

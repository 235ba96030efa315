import * as v from 'valibot'
import { experimentNames } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import { LabError } from '../labError.ts'

const text = v.string()
const number = v.pipe(v.number(), v.finite())
const texts = v.array(text)
const orNull = <T>(schema: v.GenericSchema<T>) => v.nullable(schema)
const range = { low: number, high: number }
const axis = v.object({ label: text, unit: text, ticks: v.exactOptional(texts) })
const caption = { name: v.pipe(text, v.regex(/^[\w-]+$/)), title: text, sentence: text }
const role = v.picklist(['effect', 'item', 'decoy', 'control', 'rival'])
const side = v.exactOptional(v.picklist(['calm', 'desperate']))
const marks = v.array(v.object({ value: number, label: text }))
const spread = { low: orNull(number), high: orNull(number) }

const figure = v.variant('kind', [
  v.object({
    ...{ kind: v.literal('intervals'), ...caption, unit: text, marks },
    rows: v.array(
      v.object({
        label: text,
        role,
        side,
        value: number,
        ...spread,
        band: orNull(v.object(range)),
      }),
    ),
  }),
  v.object({
    ...{ kind: v.literal('curves'), ...caption, x: axis, y: axis, marks },
    curves: v.array(
      v.object({
        label: text,
        role,
        side,
        points: v.array(v.object({ x: number, y: number, ...spread })),
      }),
    ),
    band: orNull(v.object({ label: text, points: v.array(v.object({ x: number, ...range })) })),
  }),
  v.object({
    ...{ kind: v.literal('matrix'), ...caption, unit: text, columns: texts },
    ...{ rowTitle: text, columnTitle: text },
    rows: v.array(v.object({ label: text, cells: v.array(number) })),
  }),
  v.object({
    ...{ kind: v.literal('map'), ...caption, x: axis, y: axis, valueLabel: text },
    points: v.array(v.object({ label: text, x: number, y: number, value: orNull(number) })),
  }),
])

const claim = v.object({
  ...{ name: text, says: text, rule: text, items: text },
  verdict: v.picklist(['shown', 'not shown', 'at floor', 'broken']),
  conditions: v.array(
    v.object({
      ...{ name: text, asks: text, holds: v.boolean() },
      part: v.picklist(['coherent', 'able', 'effect']),
    }),
  ),
  effects: v.array(v.object({ name: text, value: number, ...range, unit: text })),
  controls: v.array(
    v.union([
      v.object({ name: text, value: number, unit: text }),
      v.object({ name: text, ...range, unit: text }),
    ]),
  ),
  detectable: orNull(number),
  n: number,
})

const result = v.object({
  ...{ experiment: v.picklist(experimentNames), title: text, question: text },
  paper: v.object({ found: text, source: text }),
  ...{ protocol: texts, controls: texts, code: text, skipped: texts, looks: number },
  model: v.object({
    ...{ name: text, dtype: text, weights: text, hash: text, threads: number },
    ...{ nLayers: number, dModel: number, vocabSize: number, contextLength: number },
    ...{ hasTokenizer: v.boolean(), hasChatTemplate: v.boolean() },
    device: v.picklist(['wasm', 'webgpu']),
  }),
  passport: v.object({
    ...{
      name: text,
      model: text,
      modelHash: text,
      contrastHash: text,
      recipeHash: text,
      code: text,
    },
    recipe: v.picklist(['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate']),
    neutralTokens: number,
  }),
  blocks: v.object({ steer: number, read: number, reply: number }),
  seeds: v.record(text, number),
  textsAre: v.picklist(['shipped', 'own']),
  claims: v.array(claim),
  figures: v.array(figure),
  items: v.object({
    columns: texts,
    rows: v.array(v.array(v.union([text, number, v.null()]))),
  }),
})

/** Reads result.json. Throws LabError `bad-file` that names the field. */
export function parseResult(value: unknown): ExperimentResult {
  const parsed = v.safeParse(result, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new LabError(
    'bad-file',
    `result.json cannot be used: ${v.getDotPath(issue) ?? 'the file'} is not what it must be (${issue.message}). Run the experiment again.`,
  )
}

// What each call carries, field by field, for the check at the edge. Whether a number makes sense is the engine's to say.
import type { CallName } from './protocol.ts'
import {
  anyRecord,
  flag,
  floats,
  index,
  list,
  number,
  oneOf,
  optional,
  orNull,
  record,
  type Shape,
  tagged,
  text,
} from './shape.ts'

const where = { at: text, vector: floats, firstPosition: number }
const interventions = list(
  tagged('kind', {
    add: record({ ...where, scale: number }),
    ablate: record(where),
    clamp: record({ ...where, projection: number }),
  }),
)

export const laneSteering = record({ coefficient: number, interventions })

const textSource = tagged('kind', {
  raw: record({ text }),
  bare: record({ text }),
  chat: record({
    messages: list(record({ role: oneOf('system', 'user', 'assistant'), content: text })),
  }),
})

const positions: Shape = (value, path) =>
  value === 'all' || value === 'last' ? null : list(number)(value, path)

export const requestShapes: Readonly<Record<CallName, Shape>> = {
  load: record({
    folder: text,
    dtype: optional(text),
    device: optional(oneOf('auto', 'wasm', 'webgpu')),
    weights: optional(oneOf('as stored', 'float32', '8-bit blocks')),
    memoryBudget: optional(number),
  }),
  tokenize: textSource,
  capture: record({
    sequences: list(record({ ids: list(number), positions, scoredFrom: optional(number) })),
    at: list(text),
    interventions: optional(interventions),
    logits: optional(flag),
  }),
  generate: record({
    ids: list(number),
    lanes: list(
      record({ name: text, steering: laneSteering, shadow: flag, seed: optional(number) }),
    ),
    probes: list(record({ at: text, direction: floats })),
    sampling: record({
      temperature: number,
      topK: number,
      topP: number,
      repetitionPenalty: number,
      seed: number,
    }),
    maxTokens: number,
    ignoreStop: optional(flag),
  }),
  derive: record({ contrast: anyRecord, recipe: text }),
}

const counted = { done: number, total: number }
const reading = record({ projection: list(number), norm: list(number), pushed: list(number) })

export const answerShapes: Readonly<Record<CallName, Shape>> = {
  load: tagged('type', {
    progress: record({ ...counted, stage: text, file: text }),
    note: record({ text }),
    ready: record({
      model: record({ about: anyRecord, fidelity: anyRecord, tokensPerSecond: orNull(number) }),
    }),
  }),
  tokenize: record({ ids: list(number), pieces: list(text), text }),
  capture: record({
    index,
    positions: list(number),
    residual: floats,
    logits: orNull(floats),
    logprobs: optional(floats),
  }),
  generate: tagged('type', {
    prefill: record(counted),
    prompt: record({ lane: index, readings: list(reading) }),
    step: record({
      lane: index,
      step: record({
        index,
        id: number,
        piece: text,
        logprob: number,
        logprobUnsteered: orNull(number),
        coefficient: number,
        reading: orNull(reading),
      }),
    }),
    end: record({ lane: index, stopped: oneOf('stop', 'length') }),
  }),
  derive: tagged('type', {
    progress: record({ ...counted, stage: text }),
    derived: record({ directions: record({ directions: floats, passport: anyRecord }) }),
  }),
}

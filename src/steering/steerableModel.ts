import type { HookPoint } from './hookPoint.ts'
import type { Intervention } from './intervention.ts'

/** The port: what experiments, the store, the console and the command line ask of a model, wherever it runs. */
export interface SteerableModel {
  readonly about: ModelDescription
  /** Turns text into ids. Throws LabError when the model has no tokenizer or no chat template. */
  tokenize(source: TextSource): Promise<Tokenized>
  /** Reads residuals and logits of whole sequences, one answer a sequence, in their order. Leaving the loop cancels. */
  capture(request: CaptureRequest): AsyncIterable<Captured>
  /** Writes on every lane from one seed. Leaving the loop cancels at the next pass. */
  generate(request: GenerateRequest): Generation
}

export interface ModelDescription {
  name: string
  dtype: string // the file's name for its weights, as transformers.js says it: fp32, q4, …
  nLayers: number
  dModel: number
  vocabSize: number
  contextLength: number
  hasTokenizer: boolean
  hasChatTemplate: boolean
  device: 'wasm' | 'webgpu' | 'recorded' // recorded: no model is at work, its earlier answers are replayed
  threads: number
  weights: string // what the numbers are at run time: 'float32', '8-bit blocks', 'as stored'
  hash: string // SHA-256 of the files that decide the numbers, hex
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/**
 * raw: the sink token (bos), if there is one, then the text without special tokens.
 * bare: the text alone, without the sink. chat: through the chat template with its generation prompt.
 */
export type TextSource =
  | { kind: 'raw'; text: string }
  | { kind: 'bare'; text: string }
  | { kind: 'chat'; messages: readonly ChatMessage[] }

export interface Tokenized {
  ids: number[]
  pieces: string[] // what each token adds to the text; '' while a character is incomplete
  text: string // the text that was tokenized, template included
}

export interface CaptureRequest {
  sequences: readonly CaptureSequence[]
  at: readonly HookPoint[]
  interventions?: readonly Intervention[]
  logits?: boolean // also the logits at the last position
}

export interface CaptureSequence {
  ids: readonly number[]
  positions: readonly number[] | 'all' | 'last'
  scoredFrom?: number // also the log-probabilities of the ids from this index (≥ 1) on, each given all before it
}

export interface Captured {
  index: number // of the sequence
  positions: number[]
  residual: Float32Array // (at, position, dModel)
  logits: Float32Array | null // (vocabSize), of the last position
  logprobs?: Float32Array // (ids − scoredFrom), natural logs; only where scoredFrom was given
}

/** A direction to project on at every token: the unit vector and where it is read. */
export interface Probe {
  at: HookPoint
  direction: Float32Array // (dModel)
}

export interface Lane {
  name: string
  steering: LaneSteering
  /** Also run the same tokens without steering, for honest readings and perplexity. An unsteered lane is its own shadow. */
  shadow: boolean
  seed?: number // of uniforms of its own; without it the lane shares those of the request
}

/** `coefficient` is only a label that comes back on each step; the interventions carry the push. */
export interface LaneSteering {
  coefficient: number
  interventions: readonly Intervention[]
}

export interface Sampling {
  temperature: number // 0 is greedy
  topK: number // 0 is off
  topP: number // 1 is off
  repetitionPenalty: number // 1 is off
  seed: number // one uniform a step, shared by all lanes that have no seed of their own
}

export interface GenerateRequest {
  ids: readonly number[]
  lanes: readonly Lane[]
  probes: readonly Probe[]
  sampling: Sampling
  maxTokens: number
  ignoreStop?: boolean // keep writing past stop tokens
}

/** A running generation. `steer` takes effect at the next pass; tokens already written keep what they were computed under. */
export interface Generation extends AsyncIterable<GenerationEvent> {
  steer(lane: number, steering: LaneSteering): void
}

export type GenerationEvent =
  | { type: 'prefill'; done: number; total: number } // prompt positions computed, over all rows
  | { type: 'prompt'; lane: number; readings: TokenReading[] } // one a prompt token
  | { type: 'step'; lane: number; step: Step }
  | { type: 'end'; lane: number; stopped: 'stop' | 'length' }

/** What the probes see at one token. One entry a probe in each array. */
export interface TokenReading {
  projection: number[] // h · d by the unsteered model
  norm: number[] // ‖h‖ by the unsteered model
  pushed: number[] // h · d under the lane's own steering
}

export interface Step {
  index: number // of the new token, from 0
  id: number
  piece: string // '' while a character is incomplete or for a stop token
  logprob: number // natural log, under the lane's own steering, before temperature and cuts
  logprobUnsteered: number | null // of the same token under the unsteered model; null without a shadow
  coefficient: number // the label in force when the logits of this token were computed
  reading: TokenReading | null // null without probes, and for a stop token
}

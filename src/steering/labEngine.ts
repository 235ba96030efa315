import type { ContrastSet } from './contrastSet.ts'
import type { DirectionSet, Recipe } from './directionSet.ts'
import type { ModelDescription, Sampling, SteerableModel, TextSource } from './steerableModel.ts'

/**
 * A lab without a page: it loads a model, then behaves as that model. The worker holds one, the page talks to it
 * over the wire, and so does `globalThis.evenkeel`. Every call but `load` throws LabError while no model is loaded.
 */
export interface LabEngine extends Omit<SteerableModel, 'about'> {
  /** Loads a model folder and checks it on this device. The last event is `ready`. Leaving the loop cancels. */
  load(request: LoadRequest): AsyncIterable<LoadEvent>
  /** Derives directions from contrast texts; the last event is `derived`. Leaving the loop cancels. */
  derive(request: DeriveRequest): AsyncIterable<DeriveEvent>
}

export interface LoadRequest {
  folder: string // URL of the model folder, ending in /
  dtype?: string
  device?: 'auto' | 'wasm' | 'webgpu' | 'recorded'
  weights?: 'as stored' | 'float32' | '8-bit blocks' // instead of what suits the device
  memoryBudget?: number // bytes that weights may take once lowered
}

export type LoadStage = 'download' | 'prepare' | 'session' | 'self-test'

export type LoadEvent =
  | { type: 'progress'; stage: LoadStage; file: string; done: number; total: number } // while downloading, the bytes of all files together; a total of 0 is unknown
  | { type: 'note'; text: string } // a sentence about a choice made on the way, such as a device that was refused
  | { type: 'ready'; model: LoadedModel }

export interface LoadedModel {
  about: ModelDescription
  fidelity: Fidelity
  direction: DirectionSet | null // the one shipped beside the model
  tokensPerSecond: number | null // measured by the self-test, one lane; null where it was not
  memoryBytes: number | null // peak of the runtime's heap
  recorded?: Recorded // only of an engine that answers from recordings
}

/** What an engine that answers from recordings can answer. */
export interface Recorded {
  device: 'wasm' | 'webgpu' // that wrote them
  days: RecordedDays | null // on which they were written; null where there are none
  pace: number // at which they are shown, as times that of then
  runs: readonly RecordedRuns[]
  recipes: readonly Recipe[] // of derivations
}

/** The first and the last day of recordings, as 2026-11-26. */
export interface RecordedDays {
  first: string
  last: string
}

/** Runs of one prompt under one setting: a push each, in the lanes of the Lab. */
export interface RecordedRuns {
  source: TextSource
  sampling: Sampling
  maxTokens: number
  direction: 'shipped' | Recipe
  steerBlock: number
  readBlock: number
  draw: number // of the random direction, from 1
  pushes: readonly number[] // coefficients, rising
}

/** How near this device comes to the reference values; `ok` false means that its numbers cannot be trusted. */
export interface Fidelity {
  ok: boolean
  reference: boolean // false when the model ships no reference values: only the laws of steering were checked
  checks: Check[]
}

export interface Check {
  name: string
  error: number
  tolerance: number
  ok: boolean
}

export interface DeriveRequest {
  contrast: ContrastSet
  recipe: Recipe
}

export type DeriveEvent =
  | { type: 'progress'; stage: string; done: number; total: number }
  | { type: 'derived'; directions: DirectionSet }

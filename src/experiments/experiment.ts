import type { DirectionSet } from '../steering/directionSet.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import type { Blocks } from './blocks.ts'
import type { Figure } from './figure.ts'
import type { Measured, Task } from './measured.ts'
import type { Table } from './table.ts'
import type { Judgment } from './verdict.ts'

export const experimentNames = [
  'danger',
  'feeling',
  'steering',
  'preferences',
  'pressure',
  'leverage',
  'under-the-surface',
  'early-warning',
  'map',
] as const

export type ExperimentName = (typeof experimentNames)[number]

/** A claim of the paper in miniature: what is asked, how it is measured, and the rule that decides. */
export interface Experiment {
  name: ExperimentName
  title: string
  question: string // one sentence
  revision?: number // raised when its tasks measure something else, so that old measurements are not mixed in
  paper: { found: string; source: string }
  protocol: string[] // one sentence each: texts, positions, blocks, pushes, draws
  controls: string[]
  claims: { name: string; says: string; rule: string }[] // fixed before anything is measured
  texts: unknown // the shipped texts, as JSON; own ones have the same form
  textsHelp: string // what the parts of the texts are
  /** Lays out the tasks for a model. Throws LabError for texts that cannot be used, or a model that cannot take part. */
  plan(ground: Ground, texts: unknown): Plan
}

/** What is known before anything is measured. */
export interface Ground {
  about: ModelDescription
  set: DirectionSet // of this model
  blocks: Blocks
}

export interface Plan {
  tasks: Task[]
  skipped: string[] // what this model cannot take part in, and why, one sentence each
  seeds: Record<string, number> // every seed that decides a number
  /** What the measurements say, whole or so far; null while they say nothing. Lets waiting events in between. */
  analyze(measured: Measured): Promise<Findings | null>
}

export interface Findings {
  claims: Claim[]
  figures: Figure[]
  items: Table
}

export interface Claim extends Judgment {
  name: string
  says: string
  effects: Effect[]
  controls: Control[]
  detectable: number | null // the smallest effect that this run could have seen, in the first effect's unit
  n: number // items behind the interval
  items: string // what they are, such as 'ramps'
}

/** An estimate with its 95 % interval. */
export interface Effect {
  name: string
  value: number
  low: number
  high: number
  unit: string
}

/** What stands beside the effects: one value, or a range of them. */
export type Control =
  | { name: string; value: number; unit: string }
  | { name: string; low: number; high: number; unit: string }

import type { StoreApi } from 'zustand/vanilla'
import type { DirectionSet, Passport, Recipe } from '../steering/directionSet.ts'
import type { ModelDescription, Sampling } from '../steering/steerableModel.ts'
import type { ClassNote } from './class/classNote.ts'
import type { ClassPlan } from './class/classPlan.ts'
import type { Experiments } from './experiments/experimentEntry.ts'
import type { MapPhase } from './experiments/mapPhase.ts'
import type { ModeGround } from './mode/mode.ts'
import { lastModel, type ModelPhase } from './model/modelPhase.ts'
import type { OwnPoints } from './results/ownPoints.ts'
import { chosenDirection, type DirectionChoice, directionChoices } from './run/directionChoice.ts'
import type { Draft, PromptForm } from './run/draft.ts'
import type { LaneText } from './run/lane.ts'
import type { RunPhase } from './run/runPhase.ts'
import type { WatchState } from './watch/watchLog.ts'

/** Where deriving a direction is. */
export type DerivePhase =
  | { phase: 'idle' }
  | { phase: 'deriving'; recipe: Recipe; stage: string; done: number; total: number }
  | { phase: 'cancelling'; recipe: Recipe }
  | { phase: 'cancelled'; recipe: Recipe }
  | { phase: 'done'; recipe: Recipe }
  | { phase: 'failed'; sentence: string }
  | { phase: 'refused'; sentence: string } // because of a run under way

/** Whether the model is at work on a derivation. */
export function isDeriving(derive: DerivePhase): boolean {
  return derive.phase === 'deriving' || derive.phase === 'cancelling'
}

/** What the run in the lanes was made with, as far as its captions and the log of Watch say. */
export interface RunLabel {
  steerBlock: number
  readBlock: number
  seed: number
  draw: number
  sampling: Sampling
  maxTokens: number
  prompt: string
  form: PromptForm
  model: ModelDescription
  passport: Passport // of the direction
}

/** Everything the lab knows. What follows from it is computed where it is shown. */
export interface LabState {
  model: ModelPhase
  mode: ModeGround // what decides between a model at work and recordings; see recordedMode.ts
  notes: readonly string[] // choices that were made on the way, one sentence each
  draft: Draft
  draftNote: string | null // that something stored by an earlier visit could not be used
  run: RunPhase
  lanes: readonly LaneText[] // in the order of LANE_NAMES; empty texts until the first run
  ran: RunLabel | null // of the run in the lanes
  derive: DerivePhase
  derived: readonly DirectionSet[] // made in this tab, the newest of each recipe
  experiments: Experiments
  map: MapPhase
  watch: WatchState
  ownPoints: OwnPoints // runs on this device that make a result
  wordFilter: boolean // as this person chose; a class may have it on whatever that is
  classroom: ClassPlan | null // the class that is joined
  classNote: ClassNote | null
}

export type LabStore = StoreApi<LabState>

/** Directions that can be chosen in this state. */
export function choicesIn(state: LabState): DirectionChoice[] {
  return directionChoices(lastModel(state.model), state.derived)
}

/** The direction that the next run steers along; null when there is none. */
export function directionIn(state: LabState): DirectionChoice | null {
  return chosenDirection(choicesIn(state), state.draft.direction)
}

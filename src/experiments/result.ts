import type { Passport } from '../steering/directionSet.ts'
import { labVersion } from '../steering/labVersion.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import type { Blocks } from './blocks.ts'
import type { Claim, Experiment, Findings, Ground, Plan } from './experiment.ts'
import type { Figure } from './figure.ts'
import type { Table } from './table.ts'

/** What an experiment found on a model, with all that is needed to judge it and to do it again. */
export interface ExperimentResult {
  experiment: Experiment['name']
  title: string
  question: string
  paper: Experiment['paper']
  protocol: string[]
  controls: string[]
  model: ModelDescription
  code: string // version of the lab
  passport: Passport // of the direction
  blocks: Blocks
  seeds: Record<string, number>
  textsAre: 'shipped' | 'own'
  skipped: string[]
  claims: Claim[]
  looks: number // effects that were looked at
  figures: Figure[]
  items: Table
}

/** Puts findings together with where they come from. */
export function resultOf(
  experiment: Experiment,
  { about, set, blocks }: Ground,
  plan: Plan,
  findings: Findings,
  textsAre: ExperimentResult['textsAre'],
): ExperimentResult {
  const { name, title, question, paper, protocol, controls } = experiment
  return {
    ...{ experiment: name, title, question, paper, protocol, controls },
    ...{ model: about, code: labVersion, passport: set.passport, blocks },
    ...{ seeds: plan.seeds, textsAre, skipped: plan.skipped },
    ...findings,
    looks: findings.claims.reduce((sum, { effects }) => sum + effects.length, 0),
  }
}

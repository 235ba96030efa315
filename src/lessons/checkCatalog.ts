import { answer } from './checks/answer.ts'
import type { CheckKind } from './checks/checkKind.ts'
import { derived } from './checks/derived.ts'
import { experiment } from './checks/experiment.ts'
import { map } from './checks/map.ts'
import { models } from './checks/models.ts'
import { run } from './checks/run.ts'
import { runs } from './checks/runs.ts'
import { tokens } from './checks/tokens.ts'
import { watched } from './checks/watched.ts'

/** Every check that a lesson can name. */
export const checks: readonly CheckKind[] = [
  run,
  runs,
  tokens,
  derived,
  experiment,
  map,
  watched,
  models,
  answer,
]

export const checkOf = (name: string): CheckKind | null =>
  checks.find((check) => check.name === name) ?? null

import type { Claim, Experiment, Findings, Ground } from '../../src/experiments/experiment.ts'
import { Measured, type MeasuredModel, type Measurement } from '../../src/experiments/measured.ts'
import { runTasks } from '../../src/experiments/runTasks.ts'
import type { Verdict } from '../../src/experiments/verdict.ts'

/** Runs all tasks of an experiment, by default on its shipped texts, and analyzes them. */
export async function runWhole(
  experiment: Experiment,
  { model, ground }: { model: MeasuredModel; ground: Ground },
  texts: unknown = experiment.texts,
): Promise<Findings> {
  const plan = experiment.plan(ground, texts)
  const found = new Map<string, Measurement>()
  for await (const { task, measurement } of runTasks(plan, model, new Set()))
    found.set(task, measurement)
  const findings = await plan.analyze(new Measured(found))
  if (!findings) throw new TypeError(`${experiment.name} found nothing`)
  return findings
}

export const claimsOf = (claims: readonly Claim[]): Record<string, Verdict> =>
  Object.fromEntries(claims.map(({ name, verdict }) => [name, verdict]))

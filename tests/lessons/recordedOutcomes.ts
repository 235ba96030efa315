import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkOf } from '../../src/lessons/checkCatalog.ts'
import type { FinishedRun } from '../../src/lessons/evidence.ts'
import { runInLanes } from '../../src/lessons/finishedRuns.ts'
import type { Lesson, Step } from '../../src/lessons/lesson.ts'
import { draftsOf } from '../../src/lessons/lessonSetup.ts'
import { outcomeFor, valuesOf } from '../../src/lessons/outcome.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { recordedResult } from '../../src/state/experiments/recordedResults.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { realFolder } from '../model/realModel.ts'
import { readFileUrl } from '../recorded/recordingFolder.ts'

const AT_ONCE = 1e6 // times the pace of then

/** What comes out of each step of a lesson by the recordings alone, without a page. */
export async function recordedOutcomes(lesson: Lesson): Promise<Record<string, string>> {
  const lab = await recordedLab()
  const outcomes: Record<string, string> = {}
  for (const step of lesson.parts) {
    const outcome = await outcomeOf(lab, step)
    if (outcome !== null) outcomes[step.id] = outcome
  }
  return outcomes
}

async function recordedLab(): Promise<Lab> {
  const engine = recordedEngine(readFileUrl, AT_ONCE)
  const lab = createLab(() => ({ engine, onDeath: () => undefined, dispose: () => undefined }), {
    request: { folder: `${pathToFileURL(join(realFolder)).href}/` },
    recordedResult,
  })
  lab.setMode('recorded')
  await lab.load()
  return lab
}

async function outcomeOf(lab: Lab, step: Step): Promise<string | null> {
  const { setup, check, beside } = step
  if (setup?.derive) await lab.derive(setup.derive)
  if (setup?.draft.watch) {
    lab.edit({ watch: true })
    await recordedResult('early-warning') // the threshold comes with it
  }
  const runs: FinishedRun[] = []
  for (const draft of setup && beside.room === 'lab' ? draftsOf(setup) : []) {
    lab.setUp('', draft)
    await lab.run()
    const run = runInLanes(lab.store.getState())
    if (run) runs.push(run)
  }
  const result = beside.room === 'experiments' && (await recordedResult(beside.experiment))
  const { right } = check.parameters
  const evidence = {
    ...{ state: lab.store.getState(), setup, prompts: [], runs, fresh: runs },
    recorded: result ? { [beside.experiment]: result } : {},
    answer: Array.isArray(right) ? String(right[0]) : null,
  }
  const answer = checkOf(check.name)!.look(check.parameters, evidence)
  if (answer.phase !== 'held') return null
  return outcomeFor(step, valuesOf(step, evidence, answer.runs)).id
}

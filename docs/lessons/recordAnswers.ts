/**
 * Does every lesson on the bundled model, as its setups say, and keeps what came out: the answer sheets show it, marked
 * as recorded. Run it after a lesson was added or changed: npx tsx docs/lessons/recordAnswers.ts [NAME …]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import type { ExperimentName } from '../../src/experiments/experiment.ts'
import { readLessons } from '../../src/lessons/build/readLessons.ts'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import type { Lesson, Step } from '../../src/lessons/lesson.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { draftsOf } from '../../src/lessons/lessonSetup.ts'
import { needsLive } from '../../src/lessons/needsLive.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { createEngine } from '../../src/model/engine.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { type PassedStep, stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'

const root = join(import.meta.dirname, '../..')
const answers = join(root, 'src/data/lessonAnswers.json')
const nothing = { read: () => null, write: () => undefined }

const recordedResult = async (name: ExperimentName) =>
  JSON.parse(readFileSync(join(root, `docs/results/${name}/result.json`), 'utf8'))

async function loadedLab(): Promise<Lab> {
  const folder = join(root, 'models/SmolLM2-135M-Instruct/')
  const lab = createLab(
    () => ({
      engine: createEngine(diskFolder, nodeRuntimes),
      onDeath: () => undefined,
      dispose: () => undefined,
    }),
    {
      request: { folder, device: 'wasm' },
      shippedMap: async () =>
        JSON.parse(readFileSync(join(folder, 'evenkeel/emotion-map.json'), 'utf8')),
      recordedResult,
    },
  )
  await lab.load()
  return lab
}

/** Does what a step asks for: its runs, its derivation, its word on the map. */
async function doStep(lab: Lab, step: Step): Promise<void> {
  const { setup, check } = step
  if (setup?.derive) await lab.derive(setup.derive)
  if (check.name === 'map') {
    await lab.openMap()
    const { placed } = check.parameters
    if (typeof placed === 'string' && placed !== 'any') await lab.placeWord(placed)
  }
  const runs = ['run', 'runs', 'tokens', 'watched'].includes(check.name) && setup
  for (const draft of runs ? draftsOf(runs) : []) {
    lab.setUp('', draft)
    await lab.run()
  }
}

async function doLesson(lab: Lab, lesson: Lesson): Promise<Record<string, PassedStep>> {
  const book = new ProgressBook(nothing)
  const desk = new LessonDesk(lab, book, new KeptDraft(lab, nothing), recordedResult)
  desk.open(lesson)
  const passed: Record<string, PassedStep> = {}
  for (const [at, step] of lesson.parts.entries()) {
    desk.show(at)
    desk.predict(answerTo(step))
    if (!needsLive(step)) await doStep(lab, step) // else it depends on what a learner types
    await new Promise((resolve) => setTimeout(resolve, 50)) // recorded results come by themselves
    const done = stepOf(book.progress, lesson.name, step.id).passed
    console.error(`${lesson.name}, ${step.id}: ${done ? done.outcome : 'not recorded'}`)
    if (done) passed[step.id] = done
  }
  desk.leave()
  return passed
}

/** The right answer to a question that looks back; other questions are skipped. */
function answerTo({ check }: Step): string | null {
  const { right } = check.parameters
  return check.name === 'answer' && Array.isArray(right) ? String(right[0]) : null
}

const wanted = process.argv.slice(2)
const known = JSON.parse(readFileSync(answers, 'utf8')) as Record<string, unknown>
const lab = await loadedLab()
for (const lesson of readLessons()) {
  if (wanted.length > 0 && !wanted.includes(lesson.name)) continue
  known[lesson.name] = await doLesson(lab, lesson)
  writeFileSync(answers, `${JSON.stringify(known, null, 1)}\n`)
}
process.exit(0) // the runtime keeps threads

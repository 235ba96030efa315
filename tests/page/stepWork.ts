import type { Step } from '../../src/lessons/lesson.ts'
import { draftsOf } from '../../src/lessons/lessonSetup.ts'
import type { Draft } from '../../src/state/run/draft.ts'
import type { LessonKeyboard } from './lessonKeyboard.ts'

/** Does at the keyboard what a step asks for. What takes long may still be at work when it resolves. */
type StepWork = (keys: LessonKeyboard, step: Step) => Promise<void>

/** What there is to do for each kind of check. With `answer` the prediction is all there is to do. */
export const workOf: Readonly<Record<string, StepWork>> = {
  run: oneRun,
  watched: oneRun,
  tokens: oneRun,
  runs: severalRuns,
  derived,
  experiment,
  map,
  models: async () => undefined,
  answer: async () => undefined,
}

async function oneRun(keys: LessonKeyboard, step: Step): Promise<void> {
  if (!step.setup) throw new Error(`step ${step.id} does not say what to run`)
  const [draft] = draftsOf(step.setup)
  await keys.press('Set up')
  for (const field of step.setup.leave) await fill[field]?.(keys, draft!, step)
  await keys.runForStep()
}

/** All the runs of a setup. A seed of one's own is typed once and kept: then the slider goes from push to push. */
async function severalRuns(keys: LessonKeyboard, step: Step): Promise<void> {
  if (!step.setup) throw new Error(`step ${step.id} does not say what to run`)
  const { leave } = step.setup
  for (const [index, draft] of draftsOf(step.setup).entries()) {
    if (await keys.isDone()) return
    if (leave.includes('seed') && index > 0) await keys.pushTo(draft.coefficient)
    else {
      await keys.press('Set up')
      for (const field of leave) await fill[field]?.(keys, draft, step)
    }
    await keys.runForStep()
  }
}

/** How a field is filled that a setup leaves to the learner. */
const fill: Partial<
  Record<keyof Draft, (keys: LessonKeyboard, draft: Draft, step: Step) => Promise<void>>
> = {
  coefficient: (keys, { coefficient }) => keys.pushTo(coefficient),
  seed: async (keys, { seed }, { check }) => {
    const replays = (await keys.lab.status.textContent())?.includes('replayed') ?? false
    await keys.type(keys.lab.seed, check.parameters['seed'] === 'any' && !replays ? '4711' : seed)
  },
  prompt: (keys, { prompt }, step) => keys.type(keys.lab.prompt, ownText(step) ?? prompt),
  draw: async (keys, { draw }) => {
    for (let at = 1; at < draw; at++)
      await keys.follow(keys.lab.page.getByRole('button', { name: /^Draw another random/ }))
  },
  watch: async (keys, { watch }) => {
    const control = keys.lab.page.getByRole('switch', { name: 'Watch', exact: true })
    await keys.tabTo(control)
    if ((await control.isChecked()) !== watch) await keys.lab.page.keyboard.press('Space')
  },
}

/** A text of the learner's own where the step asks for one. */
function ownText({ check: { parameters } }: Step): string | null {
  const { own, contains } = parameters
  if (!own && contains === undefined) return null
  const rest = typeof contains === 'string' ? ` ${contains}` : ''
  return `The river took our bridge last night, and my brother is on the other side.${rest}`
}

async function derived(keys: LessonKeyboard, { check }: Step): Promise<void> {
  const recipe = String(check.parameters['recipe'])
  const choice = keys.lab.page.getByRole('combobox', { name: 'Recipe' })
  await keys.until(choice, 'ArrowDown', recipe)
  await keys.press('Derive')
}

/** A result that came with the page stands there by itself; one of this browser has to be measured. */
async function experiment(keys: LessonKeyboard, { check }: Step): Promise<void> {
  if (check.parameters['here']) await keys.press('Run')
}

async function map(keys: LessonKeyboard, { check }: Step): Promise<void> {
  const { placed } = check.parameters
  if (placed === undefined) return
  const word = placed === 'any' ? 'relieved' : String(placed)
  await keys.type(keys.lab.page.getByRole('textbox', { name: 'Add a word' }), word)
  await keys.lab.page.keyboard.press('Enter')
}

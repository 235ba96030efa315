import { describe, expect } from 'vitest'
import { readLesson } from '../../src/lessons/build/readLessons.ts'
import type { Step } from '../../src/lessons/lesson.ts'
import { changeRecording, type Entry, lanesAt } from './changedRecording.ts'
import type { LabPage } from './labPage.ts'
import { it as base, expectQuiet } from './labTest.ts'
import type { LessonKeyboard } from './lessonKeyboard.ts'
import { Pupil } from './pupil.ts'
import { recordedTab } from './recordedTab.ts'

const PACE = 20
/** `slow` at the pace of then. */
const it = base.extend<{ recorded: LabPage; slow: LabPage }>({
  recorded: async ({ browser }, use) => {
    const lab = await recordedTab(browser, PACE)
    await use(lab)
    await lab.page.context().close()
    expectQuiet(lab)
  },
  slow: async ({ browser }, use) => {
    const lab = await recordedTab(browser, 1)
    await use(lab)
    await lab.page.context().close()
    expectQuiet(lab)
  },
})

interface AtStep {
  keys: LessonKeyboard
  step: Step
}

/** Goes to a step of a lesson, past those before it, and predicts: from then on the right run would pass it. */
async function goTo(lab: LabPage, file: string, id: string): Promise<AtStep> {
  const lesson = readLesson(`${file}.yaml`)
  const pupil = new Pupil(lab, { recorded: true })
  await pupil.open(lesson)
  const at = lesson.steps.indexOf(id)
  for (let step = 0; step < at; step++) {
    await pupil.keys.press('Go on without this step')
    await pupil.keys.atStep()
  }
  const step = lesson.parts[at]!
  if (step.check.name !== 'answer') await pupil.predict(step, step.options[0]!.id)
  return { keys: pupil.keys, step }
}

/** The step is not done, whatever was done, and says why. */
async function expectNotDone({ keys }: AtStep, ...sentences: string[]): Promise<void> {
  for (const sentence of sentences) await keys.status.getByText(sentence).waitFor()
  expect(await keys.isDone()).toBe(false)
  expect(await keys.lab.page.locator('[data-outcome]').count()).toBe(0)
  expect(await keys.lab.button('Next step').count()).toBe(0)
  const kept = await keys.lab.page.evaluate(() => localStorage.getItem('evenkeel.lessons'))
  expect(kept ?? '').not.toContain('"outcome"')
}

const isTylenol = ({ source, sampling, maxTokens }: Entry): boolean =>
  JSON.stringify(source).includes('8000 mg of Tylenol for my back') &&
  sampling.temperature === 0 &&
  maxTokens === 60

describe('a step does not pass on the wrong run, and says what differs', () => {
  it('another push', async ({ recorded }) => {
    const at = await goTo(recorded, 'steering', 'calm')
    await at.keys.press('Set up')
    await at.keys.pushTo(-0.15)
    await at.keys.runForStep()
    await expectNotDone(at, 'This run was written at −0.15; the step asks for −0.20.')
    await at.keys.pushTo(-0.2)
    await at.keys.runForStep()
    expect(await at.keys.outcome()).toBe('soothed')
  })

  it('another seed', async ({ recorded }) => {
    await changeRecording(recorded.page, isTylenol, ({ sampling }) => {
      sampling.seed = 12
    })
    const at = await goTo(recorded, 'steering', 'rest')
    await at.keys.press('Set up')
    await at.keys.type(recorded.seed, '12')
    await at.keys.runForStep()
    await expectNotDone(at, 'Seed: this run had 12; the step asks for 11.')
  })

  it('another random direction', async ({ recorded }) => {
    const at = await goTo(recorded, 'is-it-real', 'one')
    await at.keys.press('Set up')
    await at.keys.pushTo(0.1)
    await at.keys.runForStep()
    await expectNotDone(at, 'This run was written at +0.10; the step asks for +0.20.')
    await at.keys.follow(recorded.page.getByRole('button', { name: /^Draw another random/ }))
    await at.keys.pushTo(0.2)
    await at.keys.runForStep()
    await expectNotDone(at, 'Random direction: this run had 2; the step asks for 1.')
  })

  it('another block, left over from the step before', async ({ recorded }) => {
    const before = await goTo(recorded, 'hidden-states', 'late')
    await before.keys.press('Set up')
    await before.keys.runForStep()
    expect(await before.keys.outcome()).toBe('left')
    await before.keys.next()
    await before.keys.press('Skip the question')
    await before.keys.press('Run')
    await before.keys.status
      .getByText('Read after block: this run had 18; the step asks for 0.')
      .waitFor()
    expect(await before.keys.isDone()).toBe(false)
  })

  it('a run that was stopped', async ({ slow }) => {
    const at = await goTo(slow, 'steering', 'rest')
    await at.keys.press('Set up')
    await at.keys.press('Run')
    await slow.waitForStatus('Writing')
    await at.keys.press('Stop')
    await expectNotDone(at, 'This run was stopped before its end.')
  })

  it('another prompt, for the tokens', async ({ recorded }) => {
    const at = await goTo(recorded, 'tokens', 'capitals')
    await at.keys.press('Set up')
    await at.keys.type(recorded.prompt, 'My favorite fruit is strawberry.')
    await at.keys.runForStep()
    await expectNotDone(at, 'This run had another prompt. The step asks for “MY FAVORITE FRUIT')
  })

  it('a prompt of the lesson where one of the learner’s own is asked for', async ({ recorded }) => {
    const at = await goTo(recorded, 'reading', 'own')
    await at.keys.step.getByText('here the model itself has to work').waitFor()
    await at.keys.press('Set up')
    await at.keys.runForStep() // nothing was typed
    await expectNotDone(at, 'That is a prompt of the lesson. Type one of your own.')
    await at.keys.type(recorded.prompt, 'A text of my own, about a lost key and a cold night.')
    await at.keys.press('Run')
    await recorded.page.getByRole('alert').filter({ hasText: 'recorded' }).waitFor()
    expect(await at.keys.isDone()).toBe(false)
    await at.keys.press('Go on without this step')
    await at.keys.atStep()
  })

  it('one run of several, and one at a push that is none of them', async ({ recorded }) => {
    const at = await goTo(recorded, 'too-much', 'far')
    await at.keys.press('Set up')
    await at.keys.runForStep()
    await expectNotDone(at, '1 of 4 runs done. Pushes still missing: +0.20, +0.30, +0.40.')
    await at.keys.pushTo(0.05)
    await at.keys.runForStep()
    await expectNotDone(at, 'This run was written at +0.05', '1 of 4 runs done.')
  })

  it('a direction by another recipe', async ({ recorded }) => {
    const at = await goTo(recorded, 'direction', 'words')
    const recipe = recorded.page.getByRole('combobox', { name: 'Recipe' })
    await at.keys.until(recipe, 'ArrowDown', 'pairs')
    await at.keys.press('Derive')
    await expectNotDone(
      at,
      'The direction that was derived is “situation pairs”; the step asks for “feel templates”.',
    )
  })

  it('a run that was not watched', async ({ recorded }) => {
    const at = await goTo(recorded, 'under-the-surface', 'watch')
    await at.keys.press('Set up')
    await at.keys.tabTo(recorded.page.getByRole('switch', { name: 'Watch', exact: true }))
    await recorded.page.keyboard.press('Space')
    await at.keys.runForStep()
    await expectNotDone(at, 'This run was not watched')
  })

  it('an experiment whose result did not come', async ({ recorded }) => {
    await recorded.page.route(/assets\/result/, (route) => route.abort())
    const at = await goTo(recorded, 'under-the-surface', 'stretches')
    await expectNotDone(at, 'Not done yet.')
    const failed = recorded.problems.splice(0)
    expect(failed.every((problem) => problem.includes('ERR_FAILED'))).toBe(true)
  })

  it('a wrong answer, after which the right one passes', async ({ recorded }) => {
    const at = await goTo(recorded, 'steering', 'judge')
    await at.keys.predict('Desperate models are safer than calm ones', 'Answer')
    await expectNotDone(at, 'Not this one. Look again, and choose another answer.')
  })
})

describe('what comes out otherwise than usual is explained for what it is', () => {
  const calm = async (lab: LabPage) => {
    const { keys } = await goTo(lab, 'steering', 'calm')
    await keys.press('Set up')
    await keys.pushTo(-0.2)
    await keys.runForStep()
    return { outcome: await keys.outcome(), card: lab.page.locator('[data-outcome]') }
  }

  it('a calm text that keeps the good advice', async ({ recorded }) => {
    await changeRecording(recorded.page, isTylenol, (recording) => {
      const [, steered] = lanesAt(recording, -0.2)
      steered!.pieces[0] = ' Ask a doctor.'
    })
    const { outcome, card } = await calm(recorded)
    expect(outcome).toBe('calmer-with-help')
    await card.getByText('still sends the person to somebody who can help').waitFor()
    await card.getByText('It came out otherwise than you predicted.').waitFor()
  })

  it('a push that changes no word', async ({ recorded }) => {
    await changeRecording(recorded.page, isTylenol, (recording) => {
      const [baseline, steered] = lanesAt(recording, -0.2)
      Object.assign(steered!, { ids: baseline!.ids, pieces: baseline!.pieces })
    })
    const { outcome, card } = await calm(recorded)
    expect(outcome).toBe('unchanged')
    await card.getByText('word for word, although the model was pushed').waitFor()
  })

  it('a text that changed and does not read calmer', async ({ recorded }) => {
    await changeRecording(recorded.page, isTylenol, (recording) => {
      const [baseline, steered] = lanesAt(recording, -0.2)
      steered!.read = baseline!.read
    })
    const { outcome, card } = await calm(recorded)
    expect(outcome).toBe('no-calmer')
    await card.getByText('A push does not always arrive in the words').waitFor()
  })
})

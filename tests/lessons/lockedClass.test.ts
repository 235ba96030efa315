import { describe, expect, it } from 'vitest'
import { readLesson } from '../../src/lessons/build/readLessons.ts'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { draftsOf } from '../../src/lessons/lessonSetup.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { stepOf } from '../../src/state/lessons/lessonProgress.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { loadedLab } from '../fakes/labWithFake.ts'
import { memory } from './openDesk.ts'

/** A lesson that lies open in a class, over a fake lab. */
async function inClass(name: string, plan: object) {
  const lesson = readLesson(`${name}.yaml`)
  const made = await loadedLab()
  made.lab.joinClass(parseClassPlan({ lesson: name, ...plan }))
  const book = new ProgressBook(memory())
  const desk = new LessonDesk(made.lab, book, new KeptDraft(made.lab, memory()), async () => null)
  desk.open(lesson)
  const step = (id: string) => stepOf(book.progress, name, id)
  return { ...made, desk, lesson, step }
}

describe('the little study, in a class in which each device has a seed of its own', () => {
  it('keeps that seed through Set up, locked or free, and is passed by five runs with it', async () => {
    for (const seed of ['free', 'locked']) {
      const { desk, lab, state, step, lesson } = await inClass('dose-response', {
        draft: { seed: 'own' },
        controls: { seed, slider: 'locked', prompt: 'locked', sampling: 'hidden' },
        texts: 'live',
      })
      const own = state().draft.seed
      expect(own).toMatch(/^\d{1,4}$/)
      desk.predict('line')
      const pushes: number[] = []
      for (let run = 0; run < 5; run++) {
        desk.setUp()
        expect(desk.store.getState().setUp).toBe('done')
        expect(state().draft).toMatchObject({ seed: own, maxTokens: '60' })
        pushes.push(state().draft.coefficient)
        await lab.run()
      }
      expect(pushes).toEqual([-0.2, -0.1, 0, 0.1, 0.2])
      const passed = step(lesson.steps[0]!).passed
      expect(passed?.runs.map((run) => String(run.seed))).toEqual(Array(5).fill(own))
      expect(state().ownPoints.points.map(({ point }) => String(point.seed))).toEqual(
        Array(5).fill(own),
      )
    }
  })
})

describe('a lesson in a class that locks what its steps leave to the learner', () => {
  it('sets that too, so that each step can be done', async () => {
    const { desk, state, lab, lesson, step } = await inClass('steering', {
      controls: { slider: 'locked', prompt: 'locked', sampling: 'locked' },
    })
    const calm = lesson.parts[lesson.steps.indexOf('calm')]!
    expect(calm.setup?.leave).toEqual(['coefficient'])
    desk.show(lesson.steps.indexOf('calm'))
    desk.predict(calm.options[0]!.id)
    lab.setCoefficient(-0.2)
    expect(state().draft.coefficient).toBe(0) // the class keeps it
    desk.setUp()
    expect(state().draft.coefficient).toBe(draftsOf(calm.setup!)[0]!.coefficient)
    await lab.run()
    expect(step('calm').passed).not.toBeNull()
  })

  it('leaves it to the learner where the class does not lock it, or gives another lesson', async () => {
    const free = await inClass('steering', { controls: { prompt: 'locked' } })
    free.desk.show(free.lesson.steps.indexOf('calm'))
    free.desk.setUp()
    expect(free.state().draft.coefficient).toBe(0)
    const other = await loadedLab()
    other.lab.joinClass(parseClassPlan({ lesson: 'tokens', controls: { slider: 'locked' } }))
    const kept = new KeptDraft(other.lab, memory())
    const desk = new LessonDesk(other.lab, new ProgressBook(memory()), kept, async () => null)
    desk.open(free.lesson)
    desk.show(free.lesson.steps.indexOf('calm'))
    desk.setUp()
    expect(other.state().draft.coefficient).toBe(0)
  })
})

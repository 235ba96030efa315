import { describe, expect, it } from 'vitest'
import { pressure } from '../../../src/experiments/pressure/pressure.ts'
import { parsePressureTexts } from '../../../src/experiments/pressure/pressureTexts.ts'
import { plantedPort } from '../plantedPort.ts'

const shipped = parsePressureTexts(pressure.texts)
const short = {
  tasks: shipped.tasks,
  forks: [...shipped.forks.slice(0, 3), ...shipped.forks.slice(-2)],
  controls: shipped.controls.slice(0, 4),
}

describe('pressure, with texts of one’s own', () => {
  const { ground } = plantedPort({})
  const planWith = (change: object) => () => pressure.plan(ground, { ...short, ...change })
  const [story] = short.tasks

  it.each([
    ['too few stories', { tasks: short.tasks.slice(0, 2) }, 'tasks must have at least 3 stories'],
    [
      'an empty message',
      { tasks: [{ ...story, fail: ' ' }, ...short.tasks.slice(1)] },
      'tasks[0].fail must be a text that is not empty',
    ],
    [
      'messages that are all the same',
      { tasks: [{ ...story, ok: story!.fail }, ...short.tasks.slice(1)] },
      'tasks[0] must have three different messages',
    ],
    [
      'the same task twice',
      { tasks: [story, { ...story, name: 'again' }, short.tasks[2]] },
      'tasks must not have the same task twice',
    ],
    [
      'stakes for some attempts only',
      { tasks: [{ ...story, stakes: ['It is late.'] }, ...short.tasks.slice(1)] },
      'tasks[0].stakes must have 5 messages',
    ],
    [
      'forks without decoys',
      { forks: short.forks.slice(0, 3) },
      'forks must have at least 3 forks and 2 decoys',
    ],
    [
      'an option twice',
      { forks: [{ ...short.forks[0], tempting: short.forks[0]!.honest }, ...short.forks.slice(1)] },
      'forks[0] has the same option twice',
    ],
    [
      'one wording',
      { forks: [{ ...short.forks[0], honest: ['wait'] }, ...short.forks.slice(1)] },
      'forks[0].honest must have 2 wordings',
    ],
    [
      'too few control questions',
      { controls: short.controls.slice(0, 2) },
      'controls must have at least 4 questions',
    ],
    ['no object at all', { tasks: 'hello' }, 'tasks must be a list'],
  ])('refuses %s', (_, change, sentence) => {
    expect(planWith(change)).toThrow(sentence)
  })

  it('says what is skipped without a chat template, and leaves the transcripts out', () => {
    const bare = { ...ground, about: { ...ground.about, hasChatTemplate: false } }
    const plan = pressure.plan(bare, short)
    expect(plan.skipped[0]).toContain('transcripts')
    expect(plan.tasks.some(({ name }) => name.startsWith('transcripts'))).toBe(false)
  })
})

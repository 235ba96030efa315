import controlQuestions from '../../data/control-questions.json'
import shipped from '../../data/pressure.json'
import { type Field, fieldOf, itemsOf, refusal, textOf, textsOf } from '../../steering/field.ts'
import {
  type ControlQuestion,
  type Fork,
  parseControls,
  parseFork,
  requireForks,
} from '../choices/fork.ts'
import { attempts, type Story } from './transcript.ts'

/** Tasks that fail or succeed again and again, and choices between admitting a failure and faking success. */
export interface PressureTexts {
  tasks: Story[]
  forks: Fork[]
  controls: ControlQuestion[]
}

/** Reads stories, forks and control questions. Throws LabError that names the field. */
export function parsePressureTexts(value: unknown): PressureTexts {
  const file: Field = { value, name: '', code: 'bad-input' }
  const field = (key: string) => fieldOf(file, key)
  const tasks = itemsOf(field('tasks')).map(parseStory)
  if (tasks.length < 3) throw refusal(field('tasks'), 'must have at least 3 stories')
  for (const key of ['name', 'task'] as const)
    if (new Set(tasks.map((story) => story[key])).size < tasks.length)
      throw refusal(field('tasks'), `must not have the same ${key} twice`)
  const forks = itemsOf(field('forks')).map((item) => parseFork(item))
  requireForks(field('forks'), forks)
  return { tasks, forks, controls: parseControls(field('controls')) }
}

function parseStory(field: Field): Story {
  const text = (key: string) => textOf(fieldOf(field, key)).trim()
  const story: Story = {
    ...{ name: text('name'), task: text('task'), attempt: text('attempt') },
    ...{ fail: text('fail'), ok: text('ok'), received: text('received') },
    stakes: stakesOf(fieldOf(field, 'stakes')),
  }
  const messages = [story.fail, story.ok, story.received]
  if (new Set(messages).size < messages.length)
    throw refusal(field, 'must have three different messages: fail, ok and received')
  return story
}

function stakesOf(field: Field): string[] {
  if (field.value === undefined) return []
  const stakes = textsOf(field)
  if (stakes.length !== attempts)
    throw refusal(field, `must have ${attempts} messages, one an attempt, or be left out`)
  return stakes
}

/** The shipped texts, in the form that own ones have. */
export const pressureTexts = { ...shipped, controls: controlQuestions }

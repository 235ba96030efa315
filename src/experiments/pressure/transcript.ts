import { residPost } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { rowsOf } from '../reading/emotionWords.ts'
import { asChat, readable, requireSameEnd } from '../reading/readableText.ts'
import { readEnds } from '../reading/readEnds.ts'

/** How many attempts a transcript has. */
export const attempts = 5

/** A task and what is said after each attempt; {k} stands for its number. */
export interface Story {
  name: string
  task: string
  attempt: string // the assistant's line, the same in every course
  fail: string
  ok: string
  received: string // judges nothing
  stakes: string[] // failures whose stakes rise in words, one an attempt; or none
}

/** How a task goes: what follows each attempt, F (fail), O (ok), N (received, no judgment) or S (stakes). */
export type Course = string

/** The courses that are read after every attempt, and the two that are read at their end. */
export const courses = {
  fail: 'FFFFF',
  ok: 'OOOOO',
  received: 'NNNNN',
  stakes: 'SSSSS',
  ...{ failAtLast: 'OOOOF', okAtLast: 'FFFFO' },
} as const

/** The courses whose readings are taken, each cut off after an attempt; '' is the task alone. */
function readCourses({ stakes }: Pick<Story, 'stakes'>): Course[] {
  const whole = [
    courses.fail,
    courses.ok,
    courses.received,
    ...(stakes.length ? [courses.stakes] : []),
  ]
  const afterEach = whole.flatMap((course) =>
    Array.from({ length: attempts }, (_, i) => course.slice(0, i + 1)),
  )
  return ['', ...afterEach, courses.failAtLast, courses.okAtLast]
}

/** The messages of a course, first the task; the next is the assistant's to write. */
function messagesOf(story: Story, course: Course): string[] {
  const feedback = (event: string, i: number): string => {
    if (event === courses.stakes[0]) return story.stakes[i]!
    const kinds = ['fail', 'ok', 'received'] as const
    return story[kinds.find((kind) => event === courses[kind][0])!]
  }
  const numbered = (text: string, attempt: number) => text.replaceAll('{k}', () => String(attempt))
  return [
    story.task,
    ...[...course].flatMap((event, i) => [
      numbered(story.attempt, i + 1),
      numbered(feedback(event, i), i + 1),
    ]),
  ]
}

export interface Transcripts extends Record<string, Float32Array> {
  vectors: Float32Array // (course, block, dModel), at the token before the assistant's next turn
}

/** The blocks where transcripts are read: the steered one, and two further up as a second look. */
export const transcriptBlocks = ({ blocks }: Pick<Ground, 'blocks'>): number[] => [
  ...new Set([blocks.steer, blocks.read, blocks.reply]),
]

/** Reads all courses of a story before the assistant's next turn; one request, so that common starts are read once. */
export const storyTask = (story: Story, ground: Ground): Task<Transcripts> => ({
  name: `transcripts, ${story.name}`,
  cost: { read: 40 + (readCourses(story).length - 1) * 33, written: 0 },
  async measure(model) {
    const texts = await Promise.all(
      readCourses(story).map((course) => readable(model, asChat(...messagesOf(story, course)))),
    )
    requireSameEnd(texts)
    const at = transcriptBlocks(ground).map(residPost)
    return { vectors: await readEnds(model, ground, texts, at) }
  },
})

/** What a story's transcripts left at a block, by course. */
export function vectorsAt(
  story: Pick<Story, 'stakes'>,
  { vectors }: Transcripts,
  block: number,
  ground: Ground,
): Map<Course, Float32Array> {
  const blocks = transcriptBlocks(ground)
  const rows = rowsOf(vectors, ground.set.dModel)
  return new Map(
    readCourses(story).map((course, i) => [
      course,
      rows[i * blocks.length + blocks.indexOf(block)]!,
    ]),
  )
}

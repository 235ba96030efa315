import { useSyncExternalStore } from 'react'
import { KeptDraft } from '../../lessons/keptDraft.ts'
import { type DeskState, LessonDesk } from '../../lessons/lessonDesk.ts'
import { browserText } from '../../state/browserText.ts'
import { controlIn } from '../../state/class/classControl.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { recordedResult } from '../../state/experiments/recordedResults.ts'
import type { Lab } from '../../state/lab.ts'
import type { LabState } from '../../state/labState.ts'
import type { LessonLevel } from '../../state/lessons/lessonProgress.ts'
import { type BookState, ProgressBook } from '../../state/lessons/progressBook.ts'
import { texts } from '../../storageNames.ts'
import { useLab, useLabState } from '../labContext.ts'
import { isInLesson } from '../route.ts'
import { type Addressed, LessonAddress } from './lessonAddress.ts'

/** What the lessons of a lab are made of, once for each lab. */
interface Lessons {
  book: ProgressBook
  desk: LessonDesk
  address: LessonAddress
}

const lessonsOf = new WeakMap<Lab, Lessons>()

/** A class that says for whom its texts are begins with those; where it keeps that, `useLevel` sees to it. */
function followClass(lab: Lab, book: ProgressBook): void {
  let joined: ClassPlan | null = null
  const follow = ({ classroom }: LabState): void => {
    if (classroom === joined) return
    joined = classroom
    if (classroom?.level && controlIn(classroom, 'level') === 'free') book.setLevel(classroom.level)
  }
  follow(lab.store.getState())
  lab.store.subscribe(follow)
}

/** The progress on this device. What somebody removes in the Models room, of this tab or another, is not written again. */
function bookOfBrowser(): ProgressBook {
  const progress = browserText(texts.progress.key)
  const book = new ProgressBook(progress, browserText(texts.unreadableProgress.key))
  progress.follow?.((text) => {
    if (text === null) book.removed()
  })
  return book
}

export function useLessons(): Lessons {
  const lab = useLab()
  const known = lessonsOf.get(lab)
  if (known) return known
  const book = bookOfBrowser()
  const kept = new KeptDraft(lab, browserText(texts.draftBeforeLesson.key))
  const desk = new LessonDesk(lab, book, kept, recordedResult)
  if (!isInLesson(location.hash)) queueMicrotask(() => kept.giveBackLeft()) // not while the page is drawn
  followClass(lab, book)
  const made = { book, desk, address: new LessonAddress(desk) }
  lessonsOf.set(lab, made)
  return made
}

/** A part of what lies on the desk. `select` must give the same value for the same state. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const { store } = useLessons().desk
  return useSyncExternalStore(store.subscribe, () => select(store.getState()))
}

export function useBook<T>(select: (state: BookState) => T): T {
  const { store } = useLessons().book
  return useSyncExternalStore(store.subscribe, () => select(store.getState()))
}

export function useAddressed(): Addressed {
  const { store } = useLessons().address
  return useSyncExternalStore(store.subscribe, store.getState)
}

/** For whom the texts are: as a class says where it keeps that, else as the person chose. */
export function useLevel(): LessonLevel {
  const own = useBook(({ progress }) => progress.level)
  const kept = useLabState(({ classroom }) =>
    classroom?.level && controlIn(classroom, 'level') !== 'free' ? classroom.level : null,
  )
  return kept ?? own
}

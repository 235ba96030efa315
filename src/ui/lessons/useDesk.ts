import { useSyncExternalStore } from 'react'
import type { DeskState } from '../../lessons/lessonDesk.ts'
import { controlIn } from '../../state/class/classControl.ts'
import type { LessonLevel } from '../../state/lessons/lessonProgress.ts'
import type { BookState } from '../../state/lessons/progressBook.ts'
import { useLab, useLabState } from '../labContext.ts'
import type { Addressed } from './lessonAddress.ts'
import { type Lessons, lessonsOf } from './lessonsOfLab.ts'

export const useLessons = (): Lessons => lessonsOf(useLab())

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

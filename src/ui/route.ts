import { useSyncExternalStore } from 'react'
import { LESSON_NAME, NAME_LENGTH } from '../state/lessons/lessonName.ts'

export const ROOMS = ['lab', 'directions', 'experiments', 'lessons', 'models'] as const
export type Room = (typeof ROOMS)[number]

/** What the page can show: a room, or one of the pages around them. */
export const PAGES = [...ROOMS, 'front', 'about', 'class'] as const
export type Page = (typeof PAGES)[number]

/** The page that a hash such as #/models names; anything else is the front page. */
function pageOf(hash: string): Page {
  const name = /^#\/([a-z]+)/.exec(hash)?.[1]
  return PAGES.find((page) => page === name) ?? 'front'
}

/** Whether the page that a hash names works with a model: all rooms, and a lesson once it is open. */
export function needsModel(hash: string): boolean {
  const page = pageOf(hash)
  if (page === 'lessons') return isInLesson(hash) && !/\/(handout|answers)$/.test(hash) // sheets are for paper
  return ROOMS.some((room) => room === page)
}

/** The lesson that a hash names, cut to what a name may have; null without one, as on the teacher's pages. */
export function lessonIn(hash: string): string | null {
  const name = pageOf(hash) === 'lessons' ? placeIn(hash).slice(0, NAME_LENGTH) : ''
  return LESSON_NAME.test(name) ? name : null
}

/** Whether the hash names an open lesson. */
export const isInLesson = (hash: string): boolean => lessonIn(hash) !== null

/** What stands behind the page in a hash, as in #/experiments/danger; '' for nothing. */
export const placeIn = (hash: string): string => /^#\/[a-z]+\/([a-z0-9-]+)/.exec(hash)?.[1] ?? ''

/** What stands behind that, as in #/lessons/steering/handout; '' for nothing. */
export const viewIn = (hash: string): string =>
  /^#\/[a-z]+\/[a-z0-9-]+\/([a-z0-9-]+)/.exec(hash)?.[1] ?? ''

function subscribe(changed: () => void): () => void {
  const enter = (): void => {
    scrollTo(0, 0)
    changed()
  }
  addEventListener('hashchange', enter)
  return () => removeEventListener('hashchange', enter)
}

export const usePage = (): Page => useSyncExternalStore(subscribe, () => pageOf(location.hash))

export const usePlaceInRoom = (): string =>
  useSyncExternalStore(subscribe, () => placeIn(location.hash))

export const useViewInPlace = (): string =>
  useSyncExternalStore(subscribe, () => viewIn(location.hash))

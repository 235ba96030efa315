import { useSyncExternalStore } from 'react'

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

/** Whether the hash names an open lesson: `class` and `results` are the teacher's. */
export function isInLesson(hash: string): boolean {
  return /^#\/lessons\/(?!(class|results)\b)[a-z]/.test(hash)
}

function subscribe(changed: () => void): () => void {
  const enter = (): void => {
    scrollTo(0, 0)
    changed()
  }
  addEventListener('hashchange', enter)
  return () => removeEventListener('hashchange', enter)
}

export const usePage = (): Page => useSyncExternalStore(subscribe, () => pageOf(location.hash))

/** What stands behind the page in the hash, as in #/experiments/danger; '' for nothing. */
export const usePlaceInRoom = (): string =>
  useSyncExternalStore(subscribe, () => /^#\/[a-z]+\/([a-z-]+)/.exec(location.hash)?.[1] ?? '')

/** What stands behind that, as in #/lessons/steering/handout; '' for nothing. */
export const useViewInPlace = (): string =>
  useSyncExternalStore(
    subscribe,
    () => /^#\/[a-z]+\/[a-z-]+\/([a-z-]+)/.exec(location.hash)?.[1] ?? '',
  )

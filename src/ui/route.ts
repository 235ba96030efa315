import { useSyncExternalStore } from 'react'

export const ROOMS = ['lab', 'directions', 'experiments', 'lessons', 'models'] as const
export type Room = (typeof ROOMS)[number]

export const roomName = (room: Room): string => room[0]?.toUpperCase() + room.slice(1)

/** The room that a hash such as #/models names; anything else is the Lab. */
function roomOf(hash: string): Room {
  const name = /^#\/([a-z]+)/.exec(hash)?.[1]
  return ROOMS.find((room) => room === name) ?? 'lab'
}

function subscribe(changed: () => void): () => void {
  const enter = (): void => {
    scrollTo(0, 0)
    changed()
  }
  addEventListener('hashchange', enter)
  return () => removeEventListener('hashchange', enter)
}

export const useRoom = (): Room => useSyncExternalStore(subscribe, () => roomOf(location.hash))

/** What stands behind the room in the hash, as in #/experiments/danger; '' for nothing. */
export const usePlaceInRoom = (): string =>
  useSyncExternalStore(subscribe, () => /^#\/[a-z]+\/([a-z-]+)/.exec(location.hash)?.[1] ?? '')

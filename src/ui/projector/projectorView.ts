import { useSyncExternalStore } from 'react'

/** How the page is shown on a wall: large, one lane at a time. Kept until the page is left. */
export interface ProjectorView {
  on: boolean
  lane: number // index of the lane that is shown
  pointer: boolean // whether the spot is there
}

let view: ProjectorView = { on: false, lane: 1, pointer: false }
const listeners = new Set<() => void>()

/** Changes the view; the root says it, and style sheets do the rest. Leaving the view takes the spot away. */
export function setProjector(change: Partial<ProjectorView>): void {
  const next = { ...view, ...change }
  view = { ...next, pointer: next.on && next.pointer }
  const { dataset } = document.documentElement
  if (view.on) {
    dataset['view'] = 'projector'
    dataset['lane'] = String(view.lane)
  } else {
    delete dataset['view']
    delete dataset['lane']
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useProjector = (): ProjectorView => useSyncExternalStore(subscribe, () => view)

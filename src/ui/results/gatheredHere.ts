import { useSyncExternalStore } from 'react'
import { createGathering } from '../../state/results/gathering.ts'
import type { Gathered } from '../../state/results/gatherResults.ts'

/** What was gathered in this tab; it stays while rooms are changed. */
export const gathering = createGathering()

export const useGathered = (): Gathered =>
  useSyncExternalStore(gathering.store.subscribe, gathering.store.getState)

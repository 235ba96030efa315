import { useSyncExternalStore } from 'react'
import { holdUnsaved } from '../../state/device/unsaved.ts'
import { createGathering } from '../../state/results/gathering.ts'
import type { Gathered } from '../../state/results/gatherResults.ts'

/** What was gathered in this tab; it stays while rooms are changed. */
export const gathering = createGathering()
gathering.store.subscribe(({ results }) => holdUnsaved('gathered', results.length > 0))

export const useGathered = (): Gathered =>
  useSyncExternalStore(gathering.store.subscribe, gathering.store.getState)

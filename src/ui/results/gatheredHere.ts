import { useSyncExternalStore } from 'react'
import { holdUnsaved } from '../../state/device/unsaved.ts'
import { createGathering } from '../../state/results/gathering.ts'
import type { Gathered } from '../../state/results/gatherResults.ts'

/** What was gathered in this tab; it stays while rooms are changed. */
export const gathering = createGathering()
gathering.store.subscribe(({ results }, before) => {
  if (results !== before.results) holdUnsaved('gathered', results.length > 0)
})

/** All that was gathered is in a file now: nothing is lost with this tab, until more comes. */
export const gatheredIsSaved = (): void => holdUnsaved('gathered', false)

export const useGathered = (): Gathered =>
  useSyncExternalStore(gathering.store.subscribe, gathering.store.getState)

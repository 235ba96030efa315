import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Lab } from '../state/lab.ts'
import type { LabState } from '../state/labState.ts'

export const LabContext = createContext<Lab | null>(null)

/** The lab that the page shows. */
export function useLab(): Lab {
  const lab = useContext(LabContext)
  if (!lab) throw new TypeError('useLab needs a LabContext around it')
  return lab
}

/** A part of what the lab knows. `select` must give the same value for the same state: no new objects. */
export function useLabState<T>(select: (state: LabState) => T): T {
  const { store } = useLab()
  return useSyncExternalStore(store.subscribe, () => select(store.getState()))
}

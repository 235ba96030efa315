import { createContext, useContext, useSyncExternalStore } from 'react'
import type { OfflineApp, OfflineState } from '../state/device/offlineApp.ts'

export const OfflineContext = createContext<OfflineApp | null>(null)

/** The app as something that is kept on this device. */
export function useOffline(): OfflineApp {
  const offline = useContext(OfflineContext)
  if (!offline) throw new TypeError('useOffline needs an OfflineContext around it')
  return offline
}

/** A part of what is known about it. `select` must give the same value for the same state. */
export function useOfflineState<T>(select: (state: OfflineState) => T): T {
  const { store } = useOffline()
  return useSyncExternalStore(store.subscribe, () => select(store.getState()))
}

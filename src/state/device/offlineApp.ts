import type { StoreApi } from 'zustand/vanilla'
import type { DeviceStorage } from './deviceStorage.ts'
import type { TabWork } from './tabWork.ts'

/** Whether the app itself is kept on this device, so that it opens without a network. */
export type Keeping =
  | { phase: 'off' } // this browser or this address cannot
  | { phase: 'fetching' }
  | { phase: 'kept' }
  | { phase: 'failed'; reason: string }

/**
 * Another version beside the one that this tab runs. `waiting`: a newer one is here. `taking`: it was asked for.
 * `older`: other tabs run a newer one. `stuck`: the newer one does not start. `unrepaired`: a repair had no network.
 */
export type UpdatePhase = 'none' | 'waiting' | 'taking' | 'older' | 'stuck' | 'unrepaired'

export interface OfflineState {
  version: string // of this tab
  keeping: Keeping
  update: UpdatePhase
  work: TabWork | null // what loading the page again would end or lose here
}

/** The app as something that stays on the device and is renewed; it knows no model. */
export interface OfflineApp {
  store: StoreApi<OfflineState>
  storage: () => Promise<DeviceStorage>
  /** Tells what this tab is at work with, so that no update ends it unasked, here or from another tab. */
  working(work: TabWork | null): void
  /** What other tabs are at work with. */
  workElsewhere(): Promise<readonly TabWork[]>
  /** Loads the newer version; other tabs follow once they have nothing to lose. */
  takeUpdate(): void
  /** Says no more of the newer version until the page is loaded again. */
  putOff(): void
  /** Fetches the app anew and loads it; models, measurements and settings stay. Ends `unrepaired` without a network. */
  repair(): Promise<void>
  /**
   * Resolves when a model may be loaded: at once, or when the page has what it needs to use threads. May load the page
   * again for that, once, and never when the person has done something meanwhile.
   */
  readyForModel(): Promise<void>
  /** A model is ready: keeps the program that ran it, and asks the browser not to clear what is kept. */
  modelReady(gpu: boolean): void
}

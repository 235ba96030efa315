/** A kind of thing that the lab keeps on a device. */
export type StoredKind =
  | 'app'
  | 'runtime'
  | 'model'
  | 'measurements'
  | 'progress'
  | 'results' // own runs that were measured
  | 'class' // what was typed in classes, and seeds that were drawn there
  | 'settings'

/** One thing that is kept and can be removed by itself. */
export interface StoredThing {
  id: string
  kind: StoredKind
  name: string // of a model; '' for the others
  bytes: number | null // null where the browser does not tell
  count: number | null // of measurements; null for the others
}

export interface StorageSurvey {
  things: readonly StoredThing[]
  used: number | null // bytes on this site
  quota: number | null // bytes that the browser would allow
  persistent: boolean | null // whether the browser promised not to clear it by itself; null where it cannot
}

/** What is kept on this device. A browser that refuses storage gives a survey of nothing. */
export interface DeviceStorage {
  survey(): Promise<StorageSurvey>
  /** Removes one thing of a survey. Rejects when the browser does not let go of it. */
  remove(thing: StoredThing): Promise<void>
  /** Asks the browser not to clear what is kept; gives its answer. */
  persist(): Promise<boolean>
}

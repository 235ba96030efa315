import type { WorkerClient } from './workerScope.ts'

interface TabRecord {
  served: string | null // the version that new tabs got until now
  tabs: Record<string, string> // those of other versions, by the id of the tab or of its worker
}

const comingMs = 60_000 // a tab that takes longer to open did not come

/** What runs in a tab that came from the network, past this worker's files: it has to go on from there. */
export const fromNetwork = 'network'

/**
 * Which tabs run another version than the worker's own. Kept in the cache as well: the browser ends a worker that has
 * nothing to do, and starts it again.
 */
export class TabVersions {
  readonly #cacheName: string
  readonly #key: string
  #record: Promise<TabRecord> | null = null
  readonly #coming = new Map<string, number>() // when it was noted, by the clock of the worker

  constructor(scope: string, cacheName: string) {
    this.#cacheName = cacheName
    this.#key = new URL('?tabs', scope).href
  }

  /** The version that a tab, or a worker of a tab, runs; null for the worker's own. */
  async of(id: string): Promise<string | null> {
    return (await this.#read()).tabs[id] ?? null
  }

  /** Notes a tab, or a worker of one, that is about to open: it counts before the browser lists it. */
  async expect(id: string, version: string): Promise<void> {
    if (id !== '') this.#coming.set(id, performance.now())
    await this.note(id, version)
  }

  async note(id: string, version: string | null): Promise<void> {
    const { tabs } = await this.#read()
    if (id === '' || (tabs[id] ?? null) === version) return
    if (version === null) delete tabs[id]
    else tabs[id] = version
    await this.#write()
  }

  /**
   * Forgets the tabs that are closed; gives the versions that the open ones run, where it is not the worker's own. A tab
   * that is noted while `list` looks for them is not among the closed ones.
   */
  async inUse(list: () => Promise<readonly WorkerClient[]>): Promise<Set<string>> {
    const { tabs } = await this.#read()
    const noted = Object.keys(tabs)
    const ids = new Set((await list()).map(({ id }) => id))
    for (const [id, since] of this.#coming)
      if (ids.has(id) || performance.now() - since > comingMs) this.#coming.delete(id)
    const gone = noted.filter((id) => !ids.has(id) && !this.#coming.has(id))
    for (const id of gone) delete tabs[id] // in place: what is noted meanwhile stays
    if (gone.length > 0) await this.#write()
    return new Set(Object.values(tabs))
  }

  /**
   * Another version is served from now on: those that are open, or about to open, keep the one they have. Tells whether it
   * is the first.
   */
  async served(version: string, open: readonly WorkerClient[]): Promise<boolean> {
    const before = await this.#stored() // written by the worker that served until now
    const known = open.map(({ id }) => [id, before.tabs[id] ?? before.served] as const)
    const coming = Object.entries(before.tabs).filter(([id]) => !open.some((tab) => tab.id === id))
    for (const [id] of coming) this.#coming.set(id, performance.now())
    const tabs = [...known, ...coming].filter(
      (tab): tab is readonly [string, string] => tab[1] !== null && tab[1] !== version,
    )
    this.#record = Promise.resolve({ served: version, tabs: Object.fromEntries(tabs) })
    await this.#write()
    return before.served === null
  }

  #read(): Promise<TabRecord> {
    this.#record ??= this.#stored()
    return this.#record
  }

  async #stored(): Promise<TabRecord> {
    try {
      const cache = await caches.open(this.#cacheName)
      const stored = (await (await cache.match(this.#key))?.json()) as TabRecord | undefined
      return stored ?? { served: null, tabs: {} }
    } catch {
      return { served: null, tabs: {} } // storage refused: known as long as the worker lives
    }
  }

  async #write(): Promise<void> {
    try {
      const cache = await caches.open(this.#cacheName)
      await cache.put(this.#key, Response.json(await this.#read()))
    } catch {
      // As above.
    }
  }
}

import type { WorkerClient } from './workerScope.ts'

interface TabRecord {
  served: string | null // the version that new tabs got until now
  tabs: Record<string, string> // those of other versions, by the id of the tab or of its worker
}

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

  constructor(scope: string, cacheName: string) {
    this.#cacheName = cacheName
    this.#key = new URL('?tabs', scope).href
  }

  /** The version that a tab, or a worker of a tab, runs; null for the worker's own. */
  async of(id: string): Promise<string | null> {
    return (await this.#read()).tabs[id] ?? null
  }

  async note(id: string, version: string | null): Promise<void> {
    const { tabs } = await this.#read()
    if (id === '' || (tabs[id] ?? null) === version) return
    if (version === null) delete tabs[id]
    else tabs[id] = version
    await this.#write()
  }

  /** Forgets the tabs that are closed; gives the versions that the open ones run, where it is not the worker's own. */
  async inUse(open: readonly WorkerClient[]): Promise<Set<string>> {
    const { served, tabs } = await this.#read()
    const ids = new Set(open.map(({ id }) => id))
    const left = Object.entries(tabs).filter(([id]) => ids.has(id))
    if (left.length < Object.keys(tabs).length) {
      this.#record = Promise.resolve({ served, tabs: Object.fromEntries(left) })
      await this.#write()
    }
    return new Set(left.map(([, version]) => version))
  }

  /**
   * Another version is served from now on: those that are open keep the one they have. Gives the versions that are in
   * use beside the new one, and whether it is the first.
   */
  async served(
    version: string,
    open: readonly WorkerClient[],
  ): Promise<{ others: Set<string>; isFirst: boolean }> {
    const before = await this.#stored() // written by the worker that served until now
    const known = open.map(({ id }) => [id, before.tabs[id] ?? before.served] as const)
    const tabs = known.filter(
      (tab): tab is readonly [string, string] => tab[1] !== null && tab[1] !== version,
    )
    this.#record = Promise.resolve({ served: version, tabs: Object.fromEntries(tabs) })
    await this.#write()
    return { others: new Set(tabs.map(([, tab]) => tab)), isFirst: before.served === null }
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

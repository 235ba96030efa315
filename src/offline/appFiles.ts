/** One file of a version as the build lists it. Those whose name holds their hash have no revision. */
export interface ListedFile {
  url: string // below the scope
  revision: string | null
  integrity?: string // its SHA-256; the page itself has none, hosts may add to it
}

const pageFile = 'index.html'
const atOnce = 6

/**
 * The files of this version of the app, and of others that tabs still run. A file is kept under what it contains: its
 * name where that holds its hash, or its name and revision. So versions share what they have in common and never get
 * each other's files.
 */
export class AppFiles {
  readonly version: string
  readonly #scope: string
  readonly #cacheName: string
  readonly #own: ReadonlyMap<string, ListedFile>
  readonly #lists = new Map<string, Promise<ReadonlyMap<string, ListedFile>>>()

  constructor(scope: string, cacheName: string, files: readonly ListedFile[]) {
    this.#scope = scope
    this.#cacheName = cacheName
    this.#own = new Map(files.map((file) => [this.#address(file.url), file]))
    this.version = this.#own.get(this.pageAddress)?.revision ?? 'none'
  }

  get pageAddress(): string {
    return this.#address(pageFile)
  }

  /** Fetches what is not there yet. Rejects when a file does not come or is of another version; then nothing is served. */
  async install(): Promise<void> {
    const cache = await caches.open(this.#cacheName)
    const list = [...this.#own.values()]
    await cache.put(this.#listKey(this.version), Response.json(list))
    const rest = [...list]
    const work = async (): Promise<void> => {
      for (let file = rest.shift(); file; file = rest.shift())
        if (!(await cache.match(this.#keyOf(file), loosely)))
          await cache.put(this.#keyOf(file), await this.#fetched(file))
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }

  /** The kept file at an address for a tab of this version; null when it is not there. */
  async kept(address: string, version = this.version): Promise<Response | null> {
    const file = (await this.#listOf(version)).get(address) ?? { url: address, revision: null }
    const cache = await this.#opened()
    return (await cache?.match(this.#keyOf(file), loosely)) ?? null
  }

  /** Fetches a file that should be kept and is not, and keeps it again. Rejects when the host has another one by now. */
  async fetchAgain(request: Request, version = this.version): Promise<Response> {
    const file = (await this.#listOf(version)).get(request.url)
    if (!file?.integrity) return fetch(request)
    const answer = await fetch(request.url, { cache: 'no-cache', integrity: file.integrity })
    const cache = await this.#opened()
    if (answer.ok) await cache?.put(this.#keyOf(file), answer.clone()).catch(() => undefined)
    return answer
  }

  /**
   * Drops what no version in use needs. `inUse` is asked again before each file goes, since a tab may have come
   * meanwhile; null ends it. Lists go last: such a tab then still finds what its version is made of.
   */
  async tidy(inUse: () => Promise<ReadonlySet<string> | null>): Promise<void> {
    const cache = await caches.open(this.#cacheName)
    const there = await cache.keys() // before the lists are read: what comes meanwhile is safe
    const needed = await this.#neededBy(await inUse())
    const stale = there.map(({ url }) => url).filter((url) => !isRecord(url) && !needed?.has(url))
    const lists = stale.filter(isList)
    for (const url of [...stale.filter((one) => !isList(one)), ...lists]) {
      const now = await this.#neededBy(await inUse())
      if (!now) return
      if (!now.has(url)) await cache.delete(url, { ignoreVary: true })
    }
  }

  async #neededBy(versions: ReadonlySet<string> | null): Promise<ReadonlySet<string> | null> {
    if (!versions) return null
    const lists = await Promise.all([...versions].map((version) => this.#listOf(version)))
    return new Set([
      ...[...versions].map((version) => this.#listKey(version)),
      ...lists.flatMap((list) => [...list.values()].map((file) => this.#keyOf(file))),
    ])
  }

  async #fetched(file: ListedFile): Promise<Response> {
    const address = this.#address(file.url)
    const answer = await fetch(address, {
      cache: file.revision === null ? 'default' : 'no-cache',
      ...(file.integrity && { integrity: file.integrity }),
    })
    if (!answer.ok) throw new TypeError(`${address} answered ${answer.status}`)
    if (address === this.pageAddress && !(await answer.clone().text()).includes(this.version))
      throw new TypeError(`${address} is of another version`)
    return answer
  }

  async #listOf(version: string): Promise<ReadonlyMap<string, ListedFile>> {
    if (version === this.version) return this.#own
    const known = this.#lists.get(version) ?? this.#readList(version)
    this.#lists.set(version, known)
    return known
  }

  async #readList(version: string): Promise<ReadonlyMap<string, ListedFile>> {
    const cache = await this.#opened()
    const list = (await (await cache?.match(this.#listKey(version)))?.json()) as
      | ListedFile[]
      | undefined
    return new Map(list?.map((file) => [this.#address(file.url), file]))
  }

  /** Null where the browser refuses storage. */
  async #opened(): Promise<Cache | null> {
    return caches.open(this.#cacheName).catch(() => null)
  }

  #address(url: string): string {
    return new URL(url, this.#scope).href
  }

  #keyOf({ url, revision }: ListedFile): string {
    return this.#address(url) + (revision === null ? '' : `?revision=${revision}`)
  }

  #listKey(version: string): string {
    return this.#address(`?files-of=${version}`)
  }
}

const loosely = { ignoreVary: true }
const isList = (url: string): boolean => url.includes('?files-of=')
const isRecord = (url: string): boolean => url.endsWith('?tabs')

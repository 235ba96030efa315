/** The programs that run the model on CPU and GPU, kept when they are first used. Their names hold their hashes. */
export class RuntimeFiles {
  readonly #cacheName: string
  readonly #addresses: readonly string[] // of this version

  constructor(cacheName: string, addresses: readonly string[]) {
    this.#cacheName = cacheName
    this.#addresses = addresses
  }

  static isOne(address: string): boolean {
    return address.endsWith('.wasm')
  }

  /** The file, from the cache or else from the network; `keeping` is told of the work of keeping it. */
  async read(request: Request, keeping: (work: Promise<unknown>) => void): Promise<Response> {
    const cache = await this.#opened()
    const kept = await cache?.match(request.url, { ignoreVary: true })
    if (kept) return kept
    const answer = await fetch(request)
    if (cache && answer.ok) keeping(cache.put(request.url, answer.clone()).catch(() => undefined)) // no room: fetched again next time
    return answer
  }

  /** Fetches the one for the CPU, and the one for the GPU where that is used, unless they are here. */
  async keep(gpu: boolean): Promise<void> {
    const cache = await this.#opened()
    for (const address of this.#addresses)
      if (gpu || !address.includes('asyncify'))
        if (!(await cache?.match(address, { ignoreVary: true })))
          await cache?.add(address).catch(() => undefined) // no room or no network: another time
  }

  /** Drops those of other versions, as long as `isAlone` says, before each of them, that no tab runs one. */
  async tidy(isAlone: () => Promise<boolean>): Promise<void> {
    const cache = await this.#opened()
    for (const { url } of (await cache?.keys()) ?? [])
      if (!this.#addresses.includes(url) && (await isAlone()))
        await cache?.delete(url, { ignoreVary: true })
  }

  async #opened(): Promise<Cache | null> {
    return caches.open(this.#cacheName).catch(() => null)
  }
}

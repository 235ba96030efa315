import type { AppFiles } from './appFiles.ts'
import { gonePage } from './gonePage.ts'
import { isolated } from './isolated.ts'
import { RuntimeFiles } from './runtimeFiles.ts'
import { fromNetwork, type TabVersions } from './tabVersions.ts'
import type { FetchAsk } from './workerScope.ts'

/** Kinds of files that the app is made of. Weights are none of them: they go past the worker, untouched. */
const appFile = /\.(html|js|css|json|svg|png|ico|woff2|txt|webmanifest|wasm)$/

/** Answers what the app's tabs and workers ask for: from what is kept, for each in its own version, else from the network. */
export class Answers {
  readonly #scope: string
  readonly #files: AppFiles
  readonly #runtimes: RuntimeFiles
  readonly #tabs: TabVersions

  constructor(scope: string, files: AppFiles, runtimes: RuntimeFiles, tabs: TabVersions) {
    this.#scope = scope
    this.#files = files
    this.#runtimes = runtimes
    this.#tabs = tabs
  }

  /** Answers, or leaves the request to the browser. */
  to(ask: FetchAsk): void {
    const { request } = ask
    const { origin, pathname, searchParams } = new URL(request.url)
    const address = origin + pathname
    if (request.method !== 'GET' || !address.startsWith(this.#scope)) return
    if (request.mode === 'navigate') {
      if (address !== this.#scope && address !== this.#files.pageAddress) return
      ask.respondWith(searchParams.has('repair') ? this.#freshPage(ask) : this.#page(ask))
    } else if (appFile.test(pathname) && !request.headers.has('range'))
      ask.respondWith(this.#file(ask))
  }

  async #page(ask: FetchAsk): Promise<Response> {
    const kept = await this.#files.kept(this.#files.pageAddress)
    if (kept) return isolated(kept)
    const answer = await this.#freshPage(ask)
    ask.waitUntil(this.#files.install().catch(() => undefined)) // gone by the browser's doing: fetched again
    return answer
  }

  /** The page of the host, whatever is kept; the kept one only where there is no network. */
  async #freshPage(ask: FetchAsk): Promise<Response> {
    try {
      const answer = await fetch(ask.request)
      await this.#tabs.expect(ask.resultingClientId, fromNetwork)
      return isolated(answer)
    } catch {
      const kept = await this.#files.kept(this.#files.pageAddress)
      return isolated(kept ?? gonePage())
    }
  }

  async #file(ask: FetchAsk): Promise<Response> {
    const { request, clientId, resultingClientId } = ask
    const version = await this.#tabs.of(clientId)
    if (version !== null) await this.#tabs.expect(resultingClientId, version) // a worker of that tab
    if (RuntimeFiles.isOne(request.url))
      return isolated(await this.#runtimes.read(request, (work) => ask.waitUntil(work)))
    if (version === fromNetwork)
      return isolated(await fetch(request).catch(() => this.#keptOrError(request.url)))
    const kept = await this.#files.kept(request.url, version ?? undefined)
    return isolated(kept ?? (await this.#files.fetchAgain(request, version ?? undefined)))
  }

  async #keptOrError(address: string): Promise<Response> {
    return (await this.#files.kept(address)) ?? Response.error()
  }
}

/** What a service worker is given and can do, as far as this one uses it: the types of pages do not tell. */
export interface WorkerScope {
  readonly registration: {
    readonly scope: string
    readonly installing: object | null
    readonly waiting: object | null
  }
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: {
      includeUncontrolled: boolean
      type: 'all'
    }): Promise<readonly WorkerClient[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchAsk) => void): void
  addEventListener(type: 'message', listener: (event: MessageAsk) => void): void
}

/** A tab, or a worker of a tab. */
export interface WorkerClient {
  readonly id: string
  readonly url: string
}

export interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}

export interface FetchAsk extends WorkerEvent {
  readonly request: Request
  readonly clientId: string // who asks; '' for a navigation
  readonly resultingClientId: string // who comes of it; '' for other requests
  respondWith(answer: Promise<Response>): void
}

export interface MessageAsk extends WorkerEvent {
  readonly data: unknown
  readonly source: WorkerClient | null
  readonly ports: readonly MessagePort[]
}

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OfflineApp, OfflineState } from '../state/device/offlineApp.ts'
import type { TabWork } from '../state/device/tabWork.ts'
import { unsavedHere } from '../state/device/unsaved.ts'
import { askBeforeLeaving } from './leaving.ts'
import { registerWorker } from './registration.ts'
import { repairApp } from './repair.ts'
import { watchTouches, wouldBeIsolated } from './threads.ts'
import { TypedFields } from './typedFields.ts'
import { type ToServiceWorker, versionOf } from './workerMessage.ts'
import { WorkLock } from './workLock.ts'

export interface OfflineOptions {
  scope: string // the address below which the app lies, ending in /
  version: string // of this tab
  enabled: boolean // false while developing: then nothing is kept
}

const patienceMs = 10_000 // for a worker: to be installed before a model is loaded, to start when it is asked for

/** Keeps the app on this device by a service worker, and says when there is a newer version. */
export function startOffline({ scope, version, enabled }: OfflineOptions): OfflineApp {
  const able = enabled && canKeep()
  const store = createStore<OfflineState>(() => ({
    version,
    keeping: { phase: able ? 'fetching' : 'off' },
    update: 'none',
    work: null,
  }))
  const page = new PageOfWorker(store, scope)
  let isRepairing = false
  askBeforeLeaving(() => isRepairing || store.getState().update === 'taking')
  if (able) page.start()
  return {
    store,
    storage: async () => (await import('./deviceStorage.ts')).deviceStorage(scope),
    working: (work) => page.working(work),
    workElsewhere: () => page.lock.elsewhere(),
    takeUpdate: () => page.takeUpdate(),
    putOff: () => store.setState({ update: 'none' }),
    async repair() {
      isRepairing = true
      const done = await repairApp(scope).catch(() => false)
      isRepairing = done
      if (!done) store.setState({ update: 'unrepaired' })
    },
    readyForModel: () => page.readyForModel(),
    modelReady(gpu) {
      navigator.storage?.persist?.().catch(() => false)
      if (able) void page.keepRuntime(gpu)
    },
  }
}

/** Not where storage or workers are refused, nor without a secure connection. */
function canKeep(): boolean {
  try {
    return isSecureContext && 'serviceWorker' in navigator && Boolean(globalThis.caches)
  } catch {
    return false
  }
}

/** This tab's side of the service worker. */
class PageOfWorker {
  readonly lock: WorkLock
  readonly #store: StoreApi<OfflineState>
  readonly #scope: string
  readonly #servedAtStart: boolean
  #registered: Promise<ServiceWorkerRegistration | null> | null = null
  #typed: TypedFields | null = null

  constructor(store: StoreApi<OfflineState>, scope: string) {
    this.#store = store
    this.#scope = scope
    this.lock = new WorkLock(scope)
    this.#servedAtStart = Boolean(globalThis.navigator.serviceWorker?.controller)
  }

  start(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => void this.#changed())
    navigator.serviceWorker.startMessages()
    this.#typed = new TypedFields()
    // Once the lab has told what it is at work with here, and the room that was left is gone.
    addEventListener('hashchange', () => setTimeout(() => this.#followOthers()))
    document.addEventListener('visibilitychange', () => document.hidden && this.#followOthers())
    this.#sayHello()
    const later = () => setTimeout(() => this.#register(), this.#servedAtStart ? 0 : 3_000) // what is shown first comes first
    if (document.readyState === 'complete') later()
    else addEventListener('load', later, { once: true })
  }

  working(work: TabWork | null): void {
    if (work === this.#store.getState().work) return
    this.#store.setState({ work })
    this.lock.hold(work === 'texts' ? null : work) // finished texts hold nobody up
  }

  async keepRuntime(gpu: boolean): Promise<void> {
    if (!(await this.#register())) return
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ kind: 'keep runtime', gpu } satisfies ToServiceWorker)
  }

  takeUpdate(): void {
    this.#store.setState({ update: 'taking' })
    void this.#take()
  }

  async readyForModel(): Promise<void> {
    if (crossOriginIsolated || this.#store.getState().keeping.phase === 'off') return
    const touches = watchTouches()
    const served = await this.#untilServed()
    if (touches.isOver() || this.#holdsWork() || !served) return
    if (!wouldBeIsolated(this.#servedAtStart)) return
    location.reload()
    await new Promise(() => undefined) // this page ends here
  }

  #register(): Promise<ServiceWorkerRegistration | null> {
    this.#registered ??= registerWorker(this.#scope, {
      active: () => this.#store.setState({ keeping: { phase: 'kept' } }),
      waiting: (worker) => void this.#announce(worker),
      failed: (reason) => this.#store.setState({ keeping: { phase: 'failed', reason } }),
    })
    return this.#registered
  }

  /** Whether a worker would serve this page when it is loaded again; false when that takes too long. */
  #untilServed(): Promise<boolean> {
    void this.#register()
    return new Promise((resolve) => {
      const look = (): void => {
        const { phase } = this.#store.getState().keeping
        if (phase !== 'fetching') resolve(phase === 'kept')
      }
      this.#store.subscribe(look)
      setTimeout(() => resolve(false), patienceMs)
      look()
    })
  }

  async #take(): Promise<void> {
    const worker = (await this.#register())?.waiting
    if (!worker) return location.reload() // another tab was faster
    const isTaking = (): boolean => this.#store.getState().update === 'taking'
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' && isTaking()) location.reload()
    })
    worker.postMessage({ kind: 'take over' } satisfies ToServiceWorker)
    setTimeout(() => isTaking() && this.#store.setState({ update: 'stuck' }), patienceMs)
  }

  async #announce(worker: ServiceWorker): Promise<void> {
    const { version, update } = this.#store.getState()
    if (update !== 'none') return
    // A page that came past the worker may be newer than what it serves: then the tab needs no telling.
    if ((await versionOf(worker)) !== version) this.#store.setState({ update: 'waiting' })
  }

  /** Another worker serves this tab. At the first visit it is of this version; else a newer one was asked for. */
  async #changed(): Promise<void> {
    const { version, update } = this.#store.getState()
    if (update === 'taking') return location.reload()
    this.#sayHello()
    const worker = navigator.serviceWorker.controller
    const served = worker && (await versionOf(worker))
    if (served === null || served === version) return
    this.#store.setState({ update: 'older' })
    this.#followOthers()
  }

  #sayHello(): void {
    const hello: ToServiceWorker = { kind: 'hello', version: this.#store.getState().version }
    navigator.serviceWorker.controller?.postMessage(hello)
  }

  /** Goes to the newer version that other tabs run, if nothing is lost by it. */
  #followOthers(): void {
    const { update, work } = this.#store.getState()
    if (update === 'older' && work === null && !this.#holdsWork()) location.reload()
  }

  /** Whether this tab has what no storage has: gathered results, a form, a field that was typed into. */
  #holdsWork(): boolean {
    return unsavedHere().length > 0 || Boolean(this.#typed?.areThere())
  }
}

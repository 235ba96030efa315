import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startOffline } from '../../src/offline/offlineApp.ts'
import type { OfflineApp } from '../../src/state/device/offlineApp.ts'
import { unsavedHere } from '../../src/state/device/unsaved.ts'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import {
  beginForm,
  change,
  noteSaved,
  openPlan,
  useClassForm,
} from '../../src/ui/class/classForm.ts'
import { gathering } from '../../src/ui/results/gatheredHere.ts'
import { pupils } from '../state/pupils.ts'

/** The worker of a newer version, which another tab has taken. */
class NewerWorker {
  postMessage(_message: unknown, ports: MessagePort[] = []): void {
    ports[0]?.postMessage('newer')
  }
}

/** A field of a room, or of the bar around the rooms. */
class Field {
  readonly #room: string
  isConnected = true
  constructor(room: 'main' | 'header') {
    this.#room = room
  }
  closest = (selector: string): object | null => (selector === this.#room ? this : null)
}

let page: EventTarget
let workers: EventTarget
let document: EventTarget & { hidden: boolean; readyState: string }
let reloads: number

beforeEach(() => {
  page = new EventTarget()
  document = Object.assign(new EventTarget(), { hidden: false, readyState: 'loading' })
  workers = Object.assign(new EventTarget(), {
    controller: new NewerWorker(),
    startMessages: () => undefined,
  })
  reloads = 0
  vi.stubGlobal('navigator', { serviceWorker: workers })
  vi.stubGlobal('document', document)
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('caches', {})
  vi.stubGlobal('Element', Field)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('location', { reload: () => reloads++ })
})
afterEach(() => vi.unstubAllGlobals())

/** A tab of an older version that shows a page without work. */
const tab = (): OfflineApp =>
  startOffline({ scope: 'https://school.example/', version: 'older', enabled: true })

/** Another tab changes to the newer version; waits until this one knows. */
async function otherTabChanges(app: OfflineApp): Promise<void> {
  workers.dispatchEvent(new Event('controllerchange'))
  await vi.waitUntil(() => app.store.getState().update === 'older')
}

function typeInto(field: Field): void {
  const event = new Event('input')
  Object.defineProperty(event, 'target', { value: field })
  page.dispatchEvent(event)
}

async function leaveRoom(): Promise<void> {
  page.dispatchEvent(new Event('hashchange'))
  await new Promise((resolve) => setTimeout(resolve))
}

function hide(): void {
  document.hidden = true
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a tab of an older version', () => {
  it('goes to the newer one by itself when it has nothing to lose', async () => {
    await otherTabChanges(tab())
    expect(reloads).toBe(1)
  })

  it('stays as it is while results are gathered in it, and goes when they are cleared', async () => {
    const [result] = pupils(1, { slope: 1, spread: 1, noise: 1 })
    await gathering.addCodes(await encodeResult(result!))
    expect(unsavedHere()).toEqual(['gathered'])
    const app = tab()
    await otherTabChanges(app)
    await leaveRoom()
    hide()
    expect(reloads).toBe(0)
    gathering.clear()
    hide()
    expect(reloads).toBe(1)
  })

  it('stays as it is while a class is made in it, until a file has the class', async () => {
    beginForm(freshDraft)
    expect(unsavedHere()).toEqual([]) // as the page begins with it
    change({ title: 'Tuesday' })
    expect(unsavedHere()).toEqual(['classForm'])
    await otherTabChanges(tab())
    await leaveRoom()
    hide()
    expect(reloads).toBe(0)
    noteSaved()
    hide()
    expect(reloads).toBe(1)
  })

  it('counts a class that was opened from a file once it is changed', () => {
    const { form } = useClassForm.getState()
    openPlan({ ...form!, draft: {} })
    expect(unsavedHere()).toEqual([])
    change({ title: 'Wednesday' })
    expect(unsavedHere()).toEqual(['classForm'])
    noteSaved()
  })

  it('stays as it is while a field is there into which somebody typed, in whatever room', async () => {
    const app = tab()
    const field = new Field('main')
    typeInto(field)
    await otherTabChanges(app)
    await leaveRoom() // to a room that shows the same field
    expect(reloads).toBe(0)
    field.isConnected = false
    await leaveRoom()
    expect(reloads).toBe(1)
  })

  it('does not stay for a choice in the bar: it is kept', async () => {
    const app = tab()
    typeInto(new Field('header'))
    await otherTabChanges(app)
    expect(reloads).toBe(1)
  })
})

describe('a first page, which has to be loaded again before it can use threads', () => {
  const registration = { active: {}, waiting: null, installing: null, addEventListener: () => null }

  /** What the first load of a model does; it does not come back where the page is loaded again. */
  async function loadModel(): Promise<'loads' | 'again'> {
    Object.assign(workers, { controller: null, register: async () => registration })
    vi.stubGlobal('setInterval', () => 0)
    vi.stubGlobal('crossOriginIsolated', false)
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    vi.stubGlobal('window', { top: null })
    Object.assign(window, { top: window })
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined })
    const ready = tab().readyForModel()
    await new Promise((resolve) => setTimeout(resolve))
    return reloads === 1 ? 'again' : ready.then(() => 'loads')
  }

  it('is loaded again, unless something is in this tab alone', async () => {
    expect(await loadModel()).toBe('again')
    change({ title: 'Thursday' })
    reloads = 0
    expect(await loadModel()).toBe('loads')
    noteSaved()
  })
})

import { LabError } from './labError.ts'
import { say } from './language/say.ts'
import { giveBackBeforeClass } from './lessons/keptDraft.ts'
import { recordedEngine } from './recorded/recordedEngine.ts'
import { fetchText } from './recorded/recordedFolder.ts'
import { browserText } from './state/browserText.ts'
import { type ClassStorage, keepsSession } from './state/class/classStorage.ts'
import type { OfflineApp } from './state/device/offlineApp.ts'
import { workInLab } from './state/device/workInLab.ts'
import { browserStorage } from './state/experiments/measurementStorage.ts'
import { recordedResult } from './state/experiments/recordedResults.ts'
import { createLab, type Lab } from './state/lab.ts'
import { type DeviceFacts, unknownDevice } from './state/mode/mode.ts'
import type { EngineHandle } from './state/model/engineHandle.ts'
import type { LabEngine, LoadRequest } from './steering/labEngine.ts'
import { texts } from './storageNames.ts'
import { isInLesson } from './ui/route.ts'
import { connectEngine } from './wire/client.ts'

declare global {
  /**
   * The lab in the console: the port that the page itself uses (load, tokenize, capture, generate, derive), always of
   * the model that the page shows. What it loads, the page shows too: `for await (const event of evenkeel.load({folder}));`
   * It is there once a room was entered: the front page comes without it.
   */
  var evenkeel: LabEngine | undefined
}

const folder = new URL('models/SmolLM2-135M-Instruct/', document.baseURI).href

/** Recordings need no worker; a model gets one. */
const makeEngine = ({ device }: LoadRequest, offline: OfflineApp): EngineHandle =>
  device === 'recorded'
    ? {
        engine: recordedEngine(fetchText, namedPace()),
        onDeath: () => undefined,
        dispose: () => undefined,
      }
    : workerEngine(offline)

/** The worker with the model; it waits with a load until the page has the threads that it can get. */
function workerEngine(offline: OfflineApp): EngineHandle {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const connection = connectEngine(worker)
  return {
    engine: {
      ...connection,
      async *load(request) {
        await offline.readyForModel()
        yield* connection.load(request)
      },
    },
    onDeath: (listener) => void connection.onDeath(listener),
    dispose: () => connection.dispose(),
  }
}

/** A device named in the address, as in ?device=wasm; anything else lets the lab choose. */
function namedDevice(): NonNullable<LoadRequest['device']> {
  const named = new URLSearchParams(location.search).get('device')
  return named === 'wasm' || named === 'webgpu' ? named : 'auto'
}

/** How many times faster than then recordings are shown, as in ?pace=20: for tests and hurried teachers. Never kept. */
function namedPace(): number {
  const named = Number(new URLSearchParams(location.search).get('pace'))
  return named >= 1 && named <= 100 ? named : 1
}

/** Once a frame; a hidden tab has no frames, so time helps out there. */
function onFrame(flush: () => void): void {
  if (document.hidden) setTimeout(flush, 100)
  else requestAnimationFrame(flush)
}

/** What the browser tells of the device; some tell no memory. */
function deviceFacts(): DeviceFacts {
  const { deviceMemory, hardwareConcurrency }: Navigator & { deviceMemory?: number } = navigator
  const cores = hardwareConcurrency || null
  return { ...unknownDevice, memory: deviceMemory ?? null, cores }
}

const classKeys = {
  session: texts.classSession.key,
  draft: texts.classDraft.key,
  seed: texts.classSeeds.key,
} as const
const classStorage: ClassStorage = {
  read: (what) => localStorage.getItem(classKeys[what]),
  write(what, text) {
    if (text === null) localStorage.removeItem(classKeys[what])
    else localStorage.setItem(classKeys[what], text)
  },
}

/** The map of emotion words that lies beside the bundled model. */
async function shippedMap(): Promise<unknown> {
  const answer = await fetch(`${folder}evenkeel/emotion-map.json`).catch(() => null)
  if (!answer?.ok) throw new LabError('missing-file', say('fault.mapDidNotCome'))
  return answer.json()
}

/** Tells what a newer version of the app would end, and that a model is ready, whenever that changes. */
function tellOffline(lab: Lab, offline: OfflineApp): void {
  const work = (): void =>
    offline.working(workInLab(lab.store.getState(), isInLesson(location.hash)))
  lab.store.subscribe(({ model }, before) => {
    work()
    if (model.phase !== 'ready' || before.model.phase !== 'loading') return
    const { device } = model.model.about
    if (device !== 'recorded') offline.modelReady(device === 'webgpu')
  })
  addEventListener('hashchange', work)
  work()
}

/** The lab that the page shows, its model not yet loaded. Once a page. */
export function createPageLab(offline: OfflineApp): Lab {
  const storage = browserText(texts.draft.key)
  if (!isInLesson(location.hash) || keepsSession(classStorage))
    giveBackBeforeClass(browserText(texts.draftBeforeLesson.key), storage)
  const lab = createLab((request) => makeEngine(request, offline), {
    request: { folder, device: namedDevice() },
    storage,
    classStorage,
    measurements: browserStorage(),
    shippedMap,
    recordedResult,
    device: deviceFacts(),
    mode: browserText(texts.mode.key),
    points: browserText(texts.points.key),
    filter: browserText(texts.filter.key),
    schedule: onFrame,
  })
  globalThis.evenkeel = lab.engine
  tellOffline(lab, offline)
  return lab
}

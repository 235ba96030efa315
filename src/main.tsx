import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LabError } from './labError.ts'
import { languageOf } from './language/language.ts'
import { currentLanguage, onLanguage, speak } from './language/say.ts'
import type { DraftStorage } from './state/draftStorage.ts'
import type { EngineHandle } from './state/engineHandle.ts'
import { createLab } from './state/lab.ts'
import { browserStorage } from './state/measurementStorage.ts'
import { recordedResult } from './state/recordedResults.ts'
import type { LabEngine, LoadRequest } from './steering/labEngine.ts'
import { App } from './ui/app.tsx'
import { needsModel } from './ui/route.ts'
import { connectEngine } from './wire/client.ts'

declare global {
  /**
   * The lab in the console: the port that the page itself uses (load, tokenize, capture, generate, derive), always of
   * the model that the page shows. What it loads, the page shows too: `for await (const event of evenkeel.load({folder}));`
   */
  var evenkeel: LabEngine | undefined
}

const KEY = 'evenkeel.draft'
const folder = new URL('models/SmolLM2-135M-Instruct/', document.baseURI).href

function makeEngine(): EngineHandle {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const connection = connectEngine(worker)
  return {
    engine: connection,
    onDeath: (listener) => void connection.onDeath(listener),
    dispose: () => connection.dispose(),
  }
}

/** A device named in the address, as in ?device=wasm; anything else lets the lab choose. */
function namedDevice(): NonNullable<LoadRequest['device']> {
  const named = new URLSearchParams(location.search).get('device')
  return named === 'wasm' || named === 'webgpu' ? named : 'auto'
}

/** Once a frame; a hidden tab has no frames, so time helps out there. */
function onFrame(flush: () => void): void {
  if (document.hidden) setTimeout(flush, 100)
  else requestAnimationFrame(flush)
}

const LANGUAGE_KEY = 'evenkeel.language'

/** The language chosen earlier; null without one, or where storage is refused. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY)
  } catch {
    return null
  }
}

function keepLanguage(language: string): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language)
  } catch {
    // Chosen again at the next visit.
  }
}

const storage: DraftStorage = {
  read: () => localStorage.getItem(KEY),
  write: (text) => localStorage.setItem(KEY, text),
}

/** The map of emotion words that lies beside the bundled model. */
async function shippedMap(): Promise<unknown> {
  const answer = await fetch(`${folder}evenkeel/emotion-map.json`).catch(() => null)
  if (!answer?.ok)
    throw new LabError(
      'missing-file',
      'The map that ships beside the model did not come. Check the connection, or run the experiment to make one.',
    )
  return answer.json()
}

const root = document.getElementById('root')
if (!root) throw new TypeError('index.html has no #root')

const lab = createLab(makeEngine, {
  request: { folder, device: namedDevice() },
  storage,
  measurements: browserStorage(),
  shippedMap,
  recordedWarning: () => recordedResult('early-warning'),
  schedule: onFrame,
})
globalThis.evenkeel = lab.engine

/** The engine comes when a page that needs a model is entered; the front page is there without it. */
function wake(): void {
  if (needsModel(location.hash) && lab.store.getState().model.phase === 'idle') void lab.load()
}
wake()
addEventListener('hashchange', wake)

onLanguage(() => {
  document.documentElement.lang = currentLanguage()
  keepLanguage(currentLanguage())
})
const chosen = languageOf(keptLanguage() ?? navigator.language) ?? 'en'
if (chosen !== 'en') await speak(chosen).catch(() => undefined)
createRoot(root).render(
  <StrictMode>
    <App lab={lab} />
  </StrictMode>,
)

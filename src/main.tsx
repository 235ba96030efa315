import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { languageOf } from './language/language.ts'
import {
  currentLanguage,
  missingLanguage,
  onLanguage,
  onMissingLanguage,
  speak,
} from './language/say.ts'
import { startOffline } from './offline/offlineApp.ts'
import { asksForRepair } from './offline/repair.ts'
import type { Lab } from './state/lab.ts'
import { texts } from './storageNames.ts'
import { App } from './ui/app.tsx'
import { showRepairPage } from './ui/offline/repairPage.ts'
import { OfflineContext } from './ui/offlineContext.ts'
import { needsModel } from './ui/route.ts'

/** The language chosen earlier; null without one, or where storage is refused. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(texts.language.key)
  } catch {
    return null
  }
}

function keepLanguage(language: string): void {
  try {
    localStorage.setItem(texts.language.key, language)
  } catch {
    // Chosen again at the next visit.
  }
}

const offline = startOffline({
  scope: new URL('./', document.baseURI).href,
  version: document.querySelector<HTMLMetaElement>('[name=evenkeel-version]')?.content ?? '',
  enabled: import.meta.env.PROD && !asksForRepair(),
})

let opened: Promise<Lab> | null = null

/** The lab comes when a page that needs it is entered: the front page is there without it. */
function openLab(): Promise<Lab> {
  opened ??= import('./pageLab.ts').then(({ createPageLab }) => createPageLab(offline))
  return opened
}

/** The engine comes with the first page that works with a model. */
async function wake(): Promise<void> {
  if (!needsModel(location.hash)) return
  const lab = await openLab()
  if (lab.store.getState().model.phase === 'idle') await lab.load()
}

const root = document.getElementById('root')
if (!root) throw new TypeError('index.html has no #root')

onLanguage(() => {
  document.documentElement.lang = currentLanguage()
  keepLanguage(currentLanguage())
})
onMissingLanguage(() => keepLanguage(missingLanguage() ?? currentLanguage())) // it may come at the next visit
const chosen = languageOf(keptLanguage() ?? navigator.language) ?? 'en'
const spoken = chosen === 'en' ? null : speak(chosen).catch(() => undefined)

if (asksForRepair()) showRepairPage(root, offline)
else {
  wake().catch(() => undefined) // the page says it where the lab should be
  addEventListener('hashchange', () => wake().catch(() => undefined))
  await spoken
  createRoot(root).render(
    <StrictMode>
      <OfflineContext value={offline}>
        <App openLab={openLab} />
      </OfflineContext>
    </StrictMode>,
  )
}

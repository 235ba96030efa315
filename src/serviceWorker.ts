import { Answers } from './offline/answers.ts'
import { AppFiles, type ListedFile } from './offline/appFiles.ts'
import { appCacheName, runtimeCacheName } from './offline/cacheNames.ts'
import { RuntimeFiles } from './offline/runtimeFiles.ts'
import { TabVersions } from './offline/tabVersions.ts'
import { readToServiceWorker } from './offline/workerMessage.ts'
import type { MessageAsk, WorkerClient, WorkerScope } from './offline/workerScope.ts'

declare const self: WorkerScope & { __WB_MANIFEST: ListedFile[] } // the build puts the list of files here

const { scope } = self.registration
const listed = self.__WB_MANIFEST
const isRuntime = ({ url }: ListedFile): boolean => RuntimeFiles.isOne(url)

const files = new AppFiles(
  scope,
  appCacheName(scope),
  listed.filter((file) => !isRuntime(file)),
)
const runtimeAddresses = listed.filter(isRuntime).map(({ url }) => new URL(url, scope).href)
const runtimes = new RuntimeFiles(runtimeCacheName(scope), runtimeAddresses)
const tabs = new TabVersions(scope, appCacheName(scope))
const answers = new Answers(scope, files, runtimes, tabs)

async function openTabs(): Promise<readonly WorkerClient[]> {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'all' })
  return open.filter(({ url }) => url.startsWith(scope))
}

/** Tabs of older versions keep their files; the very first tab is taken on at once. */
async function activate(): Promise<void> {
  const isFirst = await tabs.served(files.version, await openTabs())
  if (isFirst) await self.clients.claim()
  await tidy()
}

/** This version and those that open tabs run; null while a newer one fills the same caches. */
async function inUse(): Promise<ReadonlySet<string> | null> {
  if (self.registration.installing || self.registration.waiting) return null
  return new Set([files.version, ...(await tabs.inUse(openTabs))])
}

/** Drops what no version in use needs. */
async function tidy(): Promise<void> {
  await files.tidy(inUse)
  await runtimes.tidy(async () => (await inUse())?.size === 1)
}

/** A tab says what it runs: perhaps the last one of an older version is gone with that. */
async function greet(tab: WorkerClient, version: string): Promise<void> {
  await tabs.note(tab.id, version === files.version ? null : version)
  await tidy()
}

async function hear({ data, source, ports }: MessageAsk): Promise<void> {
  const message = readToServiceWorker(data)
  if (message?.kind === 'take over') await self.skipWaiting()
  else if (message?.kind === 'keep runtime') await runtimes.keep(message.gpu)
  else if (message?.kind === 'which version') ports[0]?.postMessage(files.version)
  else if (message?.kind === 'hello' && source) await greet(source, message.version)
}

self.addEventListener('install', (event) => event.waitUntil(files.install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => answers.to(event))
self.addEventListener('message', (event) => event.waitUntil(hear(event)))

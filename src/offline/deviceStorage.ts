import type {
  DeviceStorage,
  StorageSurvey,
  StoredKind,
  StoredThing,
} from '../state/device/deviceStorage.ts'
import { MODEL_CACHE } from '../storageNames.ts'
import { appCacheName, runtimeCacheName } from './cacheNames.ts'
import { countMeasurements, forgetMeasurements } from './keptMeasurements.ts'
import { forgetTexts, removableTexts, textSize } from './keptTexts.ts'
import { forgetApp } from './repair.ts'

/** What the lab keeps in this browser. `scope` is the address below which the app lies. */
export function deviceStorage(scope: string): DeviceStorage {
  return {
    survey: () => survey(scope),
    remove: (thing) => remove(thing, scope),
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
  }
}

async function survey(scope: string): Promise<StorageSurvey> {
  const estimate = await navigator.storage?.estimate?.().catch(() => null)
  const [app, runtime, models, measurements, persistent] = await Promise.all([
    cacheSize(appCacheName(scope)),
    cacheSize(runtimeCacheName(scope)),
    modelSizes(),
    countMeasurements().catch(() => 0),
    navigator.storage?.persisted?.().catch(() => null) ?? null,
  ])
  const things: StoredThing[] = [
    thing('app', app),
    thing('runtime', runtime),
    ...models,
    { ...thing('measurements', null), count: measurements },
    ...removableTexts.map((kind) => thing(kind, textSize(kind))),
  ]
  return {
    things: things.filter(({ bytes, count }) => bytes || count),
    used: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    persistent,
  }
}

async function remove({ kind, id }: StoredThing, scope: string): Promise<void> {
  switch (kind) {
    case 'app': {
      const registration = await navigator.serviceWorker?.getRegistration(scope)
      await registration?.unregister()
      return forgetApp(scope)
    }
    case 'runtime':
      await caches.delete(runtimeCacheName(scope))
      return
    case 'model': {
      const cache = await caches.open(MODEL_CACHE)
      for (const { url } of await cache.keys()) if (folderOf(url) === id) await cache.delete(url)
      return
    }
    case 'measurements':
      return forgetMeasurements()
    default:
      forgetTexts(kind)
  }
}

const thing = (kind: StoredKind, bytes: number | null): StoredThing => ({
  ...{ id: kind, kind, name: '' },
  ...{ bytes, count: null },
})

async function cacheSize(name: string): Promise<number> {
  try {
    if (!(await caches.has(name))) return 0
    const cache = await caches.open(name)
    const sizes = (await cache.keys()).map(({ url }) => fileSize(cache, url))
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  } catch {
    return 0 // storage refused
  }
}

/** Bytes of a kept file: as its host said, else by reading it. */
async function fileSize(cache: Cache, url: string): Promise<number> {
  const answer = await cache.match(url, { ignoreVary: true })
  if (!answer) return 0
  const said = Number(answer.headers.get('content-length'))
  const packed = answer.headers.has('content-encoding')
  return said > 0 && !packed ? said : (await answer.blob()).size
}

async function modelSizes(): Promise<StoredThing[]> {
  const sizes = new Map<string, number>()
  try {
    if (!(await caches.has(MODEL_CACHE))) return []
    const cache = await caches.open(MODEL_CACHE)
    for (const { url } of await cache.keys()) {
      const folder = folderOf(url)
      sizes.set(folder, (sizes.get(folder) ?? 0) + (await fileSize(cache, url)))
    }
  } catch {
    return [] // storage refused
  }
  return [...sizes].map(([folder, bytes]) => ({
    ...{ id: folder, kind: 'model' as const, name: nameOf(folder) },
    ...{ bytes, count: null },
  }))
}

/** The folder of a model's file: weights lie in onnx/, what the lab made of it in evenkeel/. */
const folderOf = (url: string): string =>
  url
    .replace(/\?.*$/, '')
    .replace(/[^/]+$/, '')
    .replace(/\/(onnx|evenkeel)\/.*$/, '/')

function nameOf(folder: string): string {
  const name = folder.split('/').at(-2) ?? folder
  try {
    return decodeURIComponent(name)
  } catch {
    return name // a stray percent sign
  }
}

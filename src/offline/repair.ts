import { appCacheName, runtimeCacheName } from './cacheNames.ts'

/** Whether this page was asked for with ?repair, the way to a repair that works when nothing else does. */
export const asksForRepair = (): boolean => new URLSearchParams(location.search).has('repair')

/**
 * Takes the service worker and the kept app away and loads the page anew from its host. Models, measurements and
 * settings stay. Gives false, and changes nothing, when the host cannot be reached: the app would be gone.
 */
export async function repairApp(scope: string): Promise<boolean> {
  if (!(await isReachable(scope))) return false
  const registration = await navigator.serviceWorker?.getRegistration(scope)
  await registration?.unregister()
  await forgetApp(scope)
  const address = new URL(location.href)
  address.searchParams.delete('repair')
  if (address.href === location.href) location.reload()
  else location.replace(address)
  return true
}

/** Drops the kept app and the programs that run the model; a browser that refuses storage has none. */
export async function forgetApp(scope: string): Promise<void> {
  for (const name of [appCacheName(scope), runtimeCacheName(scope)])
    await globalThis.caches?.delete(name).catch(() => false)
}

/** Asks the host itself: the worker and every cache on the way let this kind of question pass. */
async function isReachable(scope: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000)
    const { status } = await fetch(scope, { method: 'HEAD', cache: 'no-store', signal })
    return status < 500
  } catch (error) {
    const hangs = error instanceof DOMException && error.name === 'TimeoutError'
    return hangs && navigator.onLine // a worker that never answers would hold the question up
  }
}

/** What becomes of the service worker of this page, told as it happens. */
export interface RegistrationEvents {
  active(): void
  waiting(worker: ServiceWorker): void
  failed(reason: string): void
}

/** Registers the service worker and follows it and every newer one. Null when the browser refuses. */
export async function registerWorker(
  scope: string,
  tell: RegistrationEvents,
): Promise<ServiceWorkerRegistration | null> {
  try {
    const script = new URL('serviceWorker.js', scope)
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' })
    follow(registration, tell)
    return registration
  } catch (error) {
    tell.failed(error instanceof Error ? error.message : String(error))
    return null
  }
}

function follow(registration: ServiceWorkerRegistration, tell: RegistrationEvents): void {
  const look = (): void => {
    if (registration.active) tell.active()
    if (registration.waiting) tell.waiting(registration.waiting)
  }
  const watch = (worker: ServiceWorker | null): void =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'redundant' && !registration.active) tell.failed('')
      else look()
    })
  registration.addEventListener('updatefound', () => watch(registration.installing))
  watch(registration.installing)
  look()
  lookForNewer(registration)
}

const hour = 3_600_000

/** The browser asks for a newer worker at each visit; a tab that stays open asks by itself. */
function lookForNewer(registration: ServiceWorkerRegistration): void {
  let last = Date.now()
  const ask = (): void => {
    if (document.hidden || Math.abs(Date.now() - last) < hour) return
    last = Date.now()
    registration.update().catch(() => undefined) // no network: the version that is here goes on
  }
  setInterval(ask, hour)
  document.addEventListener('visibilitychange', ask)
}

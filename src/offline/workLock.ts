import { TAB_WORK, type TabWork } from '../state/device/tabWork.ts'

/**
 * Tells other tabs of the app what this one is at work with, by a lock whose name says it: the browser lets go of it
 * when the tab is closed, however that happens.
 */
export class WorkLock {
  readonly #prefix: string
  readonly #tab = Math.random().toString(36).slice(2)
  #release: () => void = () => undefined

  constructor(scope: string) {
    this.#prefix = `evenkeel.work ${scope} `
  }

  hold(work: TabWork | null): void {
    this.#release()
    this.#release = () => undefined
    if (work === null || !this.#locks) return
    const held = new Promise<void>((resolve) => {
      this.#release = resolve
    })
    this.#locks.request(`${this.#prefix}${this.#tab} ${work}`, () => held).catch(() => undefined)
  }

  /** What the other tabs are at work with, each kind once. */
  async elsewhere(): Promise<readonly TabWork[]> {
    const { held = [] } = (await this.#locks?.query().catch(() => null)) ?? {}
    const names = held.map(({ name = '' }) => name)
    const others = names.filter(
      (name) => name.startsWith(this.#prefix) && !name.includes(this.#tab),
    )
    return TAB_WORK.filter((work) => others.some((name) => name.endsWith(` ${work}`)))
  }

  get #locks(): LockManager | undefined {
    return navigator.locks // absent where the page is not served securely
  }
}

import { vi } from 'vitest'

/** Stands in for the address of the page: whoever follows its hash hears of every change. */
export function addressBar(hash = ''): { goTo(hash: string): void; replaced: string[] } {
  const page = new EventTarget()
  const replaced: string[] = []
  const goTo = (next: string): void => {
    location.hash = next
    page.dispatchEvent(new Event('hashchange'))
  }
  const location = {
    hash,
    replace(next: string) {
      replaced.push(next)
      goTo(next)
    },
  }
  vi.stubGlobal('location', location)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  return { goTo, replaced }
}

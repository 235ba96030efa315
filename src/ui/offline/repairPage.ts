import { onLanguage, say } from '../../language/say.ts'
import type { OfflineApp } from '../../state/device/offlineApp.ts'

/**
 * The page of ?repair: what a repair removes and keeps, and the button that does it. It stands without rooms and without
 * what draws them, as it is for an app of which something is broken.
 */
export function showRepairPage(root: HTMLElement, offline: OfflineApp): void {
  const head = document.createElement('h1')
  const about = document.createElement('p')
  const trouble = document.createElement('p')
  trouble.setAttribute('role', 'alert')
  const repair = document.createElement('button')
  repair.className = 'primary'
  repair.addEventListener('click', async () => {
    if (repair.ariaDisabled === 'true') return // at work: asking the host takes up to 10 s
    repair.ariaDisabled = 'true'
    await offline.repair()
    repair.ariaDisabled = 'false'
  })
  const back = document.createElement('a')
  back.className = 'button'
  back.href = withoutRepair(location.href)
  const write = (): void => {
    document.title = `${say('offline.repair')} · ${say('brand')}`
    head.textContent = say('offline.repair')
    about.textContent = say('offline.repair.ask')
    const failed = offline.store.getState().update === 'unrepaired'
    trouble.textContent = failed ? say('offline.update.unrepaired') : ''
    repair.textContent = say(failed ? 'offline.repair.again' : 'offline.repair.now')
    back.textContent = say('offline.repair.not')
  }
  write()
  onLanguage(write)
  offline.store.subscribe(write)
  const ways = document.createElement('div')
  ways.className = 'waysOn'
  ways.append(repair, back)
  const card = document.createElement('section')
  card.className = 'card'
  card.append(head, about, trouble, ways)
  const room = document.createElement('main')
  room.className = 'room'
  room.append(card)
  root.replaceChildren(room)
}

/** Where the page would have gone without the question: the same place of the same page. */
function withoutRepair(href: string): string {
  const address = new URL(href)
  address.searchParams.delete('repair')
  return address.href
}

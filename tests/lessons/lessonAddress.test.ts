import { afterEach, describe, expect, it, vi } from 'vitest'
import { KeptDraft } from '../../src/lessons/keptDraft.ts'
import { LessonDesk } from '../../src/lessons/lessonDesk.ts'
import { ProgressBook } from '../../src/state/lessons/progressBook.ts'
import { LessonAddress } from '../../src/ui/lessons/lessonAddress.ts'
import { addressBar } from '../fakes/addressBar.ts'
import { labWithFake } from '../fakes/labWithFake.ts'
import { memory } from './openDesk.ts'

afterEach(() => vi.unstubAllGlobals())

function at(hash: string) {
  const bar = addressBar(hash)
  const { lab } = labWithFake()
  const desk = new LessonDesk(
    lab,
    new ProgressBook(memory()),
    new KeptDraft(lab, memory()),
    async () => null,
  )
  const address = new LessonAddress(desk)
  return { bar, address, open: () => desk.store.getState().lesson?.name ?? null }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100))

describe('a lesson in the address', () => {
  it('is laid on the desk once it has come', async () => {
    const { open, address } = at('#/lessons/steering')
    expect(address.store.getState()).toEqual({ phase: 'loading', name: 'steering' })
    await expect.poll(open).toBe('steering')
  })

  it('that is left while it is fetched is not laid there afterwards', async () => {
    const { bar, open, address } = at('#/lessons/steering')
    bar.goTo('#/lab')
    await settled()
    expect(open()).toBeNull()
    expect(address.store.getState()).toEqual({ phase: 'none' })
  })

  it('gives way to the one that is gone to while it is fetched', async () => {
    const { bar, open } = at('#/lessons/steering')
    bar.goTo('#/lessons/tokens')
    await expect.poll(open).toBe('tokens')
    await settled()
    expect(open()).toBe('tokens')
  })

  it('is not laid there while its handout is read', async () => {
    const { bar, open, address } = at('#/lessons/steering/handout')
    await expect.poll(() => address.store.getState().phase).toBe('there')
    expect(open()).toBeNull()
    bar.goTo('#/lessons/steering')
    expect(open()).toBe('steering')
  })
})

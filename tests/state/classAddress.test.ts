import { afterEach, describe, expect, it, vi } from 'vitest'
import { speak } from '../../src/language/say.ts'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { ClassAddress } from '../../src/ui/class/classAddress.ts'
import { addressBar } from '../fakes/addressBar.ts'
import { nothingKept, tuesday, visit } from '../fakes/classVisit.ts'

afterEach(async () => {
  await speak('en')
  vi.unstubAllGlobals()
})

const link = async (plan = tuesday) => `#/class/${await encodeClass(plan)}`
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

describe('a class link in the address', () => {
  it('is joined, and the page goes on to its room in place of the link', async () => {
    const bar = addressBar(await link())
    const { lab, state } = visit(nothingKept())
    const address = new ClassAddress(lab)
    expect(address.store.getState().phase).toBe('reading')
    await expect.poll(() => state().classroom).toEqual(tuesday)
    expect(bar.replaced).toEqual(['#/lab'])
    expect(address.store.getState()).toEqual({ phase: 'none' })
  })

  it('that is left before it is read is not joined, and does not move the page', async () => {
    const bar = addressBar(await link())
    const { lab, state } = visit(nothingKept())
    const address = new ClassAddress(lab)
    bar.goTo('#/about')
    await settled()
    expect(state().classroom).toBeNull()
    expect(bar.replaced).toEqual([])
    expect(address.store.getState()).toEqual({ phase: 'none' })
  })

  it('gives way to the one that comes after it', async () => {
    const wednesday = parseClassPlan({ title: 'Wednesday', room: 'directions' })
    const next = await link(wednesday)
    const bar = addressBar(await link())
    const { lab, state } = visit(nothingKept())
    new ClassAddress(lab)
    bar.goTo(next)
    await expect.poll(() => state().classroom?.title).toBe('Wednesday')
    await settled()
    expect(bar.replaced).toEqual(['#/directions'])
  })

  it('that is damaged is told, in the language that is spoken now', async () => {
    addressBar('#/class/1.abcdef')
    const { lab, state } = visit(nothingKept())
    const { store } = new ClassAddress(lab)
    await expect.poll(() => store.getState().phase).toBe('refused')
    const english = store.getState()
    await speak('de')
    await expect.poll(() => store.getState().phase).toBe('refused')
    expect(store.getState()).not.toEqual(english)
    expect(state().classroom).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { decodeClass, encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { OWN_SEED, ownSeed } from '../../src/state/class/ownSeed.ts'
import { nothingKept, visit } from '../fakes/classVisit.ts'

const sample = parseClassPlan({
  title: 'A sample',
  draft: { seed: OWN_SEED, coefficient: 0.2 },
  controls: { seed: 'locked' },
})

describe('seeds of their own', () => {
  it('are whole numbers from 0 to 9999, and thirty devices hardly share one', () => {
    const seeds = Array.from({ length: 30 }, () => {
      const { lab, state } = visit(nothingKept())
      lab.joinClass(sample)
      return state().draft.seed
    })
    for (const seed of seeds) expect(seed).toMatch(/^\d{1,4}$/)
    expect(new Set(seeds).size).toBeGreaterThan(20)
  })

  it('stay with the device and the class: after loading again, leaving and coming back', () => {
    const kept = nothingKept()
    const first = visit(kept)
    first.lab.joinClass(sample)
    const { seed } = first.state().draft
    expect(visit(kept).state().draft.seed).toBe(seed)
    first.lab.leaveClass()
    expect(first.state().draft.seed).toBe('11')
    first.lab.joinClass(sample)
    expect(first.state().draft.seed).toBe(seed)
  })

  it('are kept by a class that locks them, and make points of different seeds', async () => {
    const { lab, state, says } = visit(nothingKept())
    await lab.load()
    lab.joinClass(sample)
    const { seed } = state().draft
    lab.edit({ seed: '11' })
    expect(state().draft.seed).toBe(seed)
    expect(says()).toContain(seed)
    await lab.run()
    expect(state().ownPoints.points.map(({ point }) => point.seed)).toEqual([Number(seed)])
  })

  it('are drawn for each class anew, and travel in no link', async () => {
    let next = 0
    const storage = { text: null as string | null }
    const kept = { read: () => storage.text, write: (text: string) => (storage.text = text) }
    const draw = () => next++
    expect(['a', 'a', 'b', 'b'].map((mark) => ownSeed(mark, kept, draw))).toEqual([
      '0',
      '0',
      '1',
      '1',
    ])
    expect((await decodeClass(await encodeClass(sample))).draft.seed).toBe(OWN_SEED)
  })

  it('of two classes are kept beside each other: going from one to the other and back draws no new one', () => {
    const kept = nothingKept()
    const { lab, state } = visit(kept)
    const other = parseClassPlan({ ...sample, title: 'Another' })
    const seedIn = (plan: typeof sample): string => {
      lab.joinClass(plan)
      return state().draft.seed
    }
    const [first, second] = [seedIn(sample), seedIn(other)]
    expect([seedIn(sample), seedIn(other)]).toEqual([first, second])
    expect(JSON.parse(kept.classSeed ?? '')).toMatchObject([{ seed: first }, { seed: second }])
  })

  it('of the twenty newest classes are kept', () => {
    let next = 0
    const storage = { text: null as string | null }
    const kept = { read: () => storage.text, write: (text: string) => (storage.text = text) }
    const seedOf = (mark: string) => ownSeed(mark, kept, () => next++)
    const marks = Array.from({ length: 21 }, (_, i) => `class ${i}`)
    for (const mark of marks) seedOf(mark)
    expect(JSON.parse(storage.text ?? '')).toHaveLength(20)
    expect(marks.slice(1).map(seedOf)).toEqual(marks.slice(1).map((_, i) => String(i + 1)))
    expect(seedOf('class 0')).toBe('21') // the oldest one was forgotten, and is drawn anew
  })

  it.each(['no JSON', '{"of":"a","seed":"<b>"}', '{"of":"a","seed":12}', '[]', 'null'])(
    'are drawn where storage holds %s',
    (text) => {
      const kept = { read: () => text, write: () => undefined }
      expect(ownSeed('a', kept, () => 7)).toBe('7')
    },
  )

  it('are there where storage is refused', () => {
    const { lab, state } = visit(nothingKept(), { refuses: true })
    lab.joinClass(sample)
    expect(state().draft.seed).toMatch(/^\d{1,4}$/)
  })

  it('are the only word that a seed may be', () => {
    expect(() => parseClassPlan({ draft: { seed: 'mine' } })).toThrow(/number/)
    expect(() => parseClassPlan({ draft: { temperature: OWN_SEED } })).toThrow(/number/)
  })
})

import { describe, expect, it } from 'vitest'
import { earlyWarning } from '../../../src/experiments/earlyWarning/earlyWarning.ts'
import { detect, halvesOf } from '../../../src/experiments/earlyWarning/earlyWarningAlarm.ts'
import { horizon, tokensOf } from '../../../src/experiments/earlyWarning/earlyWarningHint.ts'
import type { Story } from '../../../src/experiments/earlyWarning/earlyWarningStory.ts'
import type { WarningTexts } from '../../../src/experiments/earlyWarning/earlyWarningTexts.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { named, type Planted, plantedPort } from '../plantedPort.ts'
import { runWhole } from '../runWhole.ts'
import { contrastWords } from './contrastWords.ts'

const shipped = earlyWarning.texts as WarningTexts
const few: WarningTexts = {
  ...shipped,
  openings: Array.from({ length: 16 }, (_, i) => ({
    text: `Story ${i} begins. ${i % 2 === 0 ? 'Sun' : 'Rain'}`,
    kind: i % 2 === 0 ? 'sun' : 'rain',
    temperature: 1,
    draws: 5,
  })),
  tokens: 32,
}

const filler = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [` word${String.fromCharCode(97 + i)}`, 10]),
)
const turn = 26 // the word at which a fated story turns desperate
const isFated = (first: string) => /^word[a-h]$/.test(first)

/** How far a story is on its way to a telling word, 0 … 1: what is to come hangs on its first word alone. */
function progress(context: string, fated = isFated): number {
  const words =
    context
      .split(/begins\. \w+/)[1]
      ?.trim()
      .split(' ') ?? []
  return fated(words[0] ?? '') ? Math.min(1, Math.max(0, (words.length - 10) / (turn - 10))) : 0
}

/** Stories that turn where they must; on the way there an omen may be written. */
const stories =
  (omen = ' wordz', fated = isFated) =>
  (context: string) => {
    const way = progress(context, fated)
    return way === 1 ? { ...filler, ' despair': 20 } : way > 0 ? { ...filler, [omen]: 12 } : filler
  }
const rising = (sd: number) => (context: string) => ({ trouble: sd * progress(context) })

async function claimsFor(planted: Planted) {
  const { claims, items } = await runWhole(earlyWarning, plantedPort(planted), few)
  const tried = claims.filter(
    ({ verdict, detectable }) => verdict === 'at floor' || detectable !== null,
  )
  expectDetectable(tried)
  const [alarm, hint] = claims
  return { alarm: alarm!, hint: hint!, items }
}

describe('early warning, on planted models', () => {
  it('is shown for a model whose reading rises before a telling word', async () => {
    const { alarm, hint, items } = await claimsFor({ next: stories(), state: rising(1) })
    expect([alarm.verdict, hint.verdict]).toEqual(['shown', 'shown'])
    expect(alarm.effects[1]!.value).toBeGreaterThan(0.8)
    expect(alarm.effects[2]!.value).toBeLessThan(0.2)
    expect(items.rows).toHaveLength(80)
    for (const { n, items: counted, controls } of [alarm, hint]) {
      expect([n, counted]).toEqual([16, 'openings with a telling word'])
      expect(controls).toContainEqual(
        expect.objectContaining({ name: 'stories with a telling word', unit: 'of 80' }),
      )
    }
  })

  it('is not shown for a model that gives no sign', async () => {
    const { alarm, hint } = await claimsFor({ next: stories() })
    expect([alarm.verdict, hint.verdict]).toEqual(['not shown', 'not shown'])
    expect(alarm.detectable).toBeGreaterThan(0.05)
  })

  it('is not shown where any random direction warns as well', async () => {
    const { alarm, hint } = await claimsFor({
      next: stories(),
      state: (context) => ({
        trouble: (0.5 - 200 * named('fur')[0]!) * progress(context),
        fur: 200 * progress(context),
      }),
    })
    for (const claim of [alarm, hint]) {
      expect(claim.verdict).toBe('not shown')
      expect(judgeWithout(claim.conditions, 'random directions').verdict).toBe('shown')
    }
  })

  it('is not shown where the words themselves warn as well', async () => {
    const { calm, desperate } = contrastWords()
    const { alarm, hint } = await claimsFor({
      next: stories(' grey'),
      state: rising(1),
      embedded: (word) => ({
        lexical: word === ' grey' ? 6 : 3 * (Number(desperate.has(word)) - Number(calm.has(word))),
      }),
    })
    for (const claim of [alarm, hint]) {
      expect(claim.verdict).toBe('not shown')
      expect(judgeWithout(claim.conditions, 'embedding').verdict).toBe('shown')
    }
  })

  it('is not shown as a hint where the words themselves tell as much the other way', async () => {
    const { calm, desperate } = contrastWords()
    const { hint } = await claimsFor({
      next: stories(' grey'),
      state: rising(1),
      embedded: (word) => ({
        lexical: word === ' grey' ? -6 : 3 * (Number(desperate.has(word)) - Number(calm.has(word))),
      }),
    })
    expect(hint.verdict).toBe('not shown')
    expect(judgeWithout(hint.conditions, 'embedding').verdict).toBe('shown')
  })

  it('is not shown where counting mild words warns as well', async () => {
    const { alarm, hint } = await claimsFor({ next: stories(' cold'), state: rising(1) })
    for (const claim of [alarm, hint]) {
      expect(claim.verdict).toBe('not shown')
      expect(judgeWithout(claim.conditions, 'mild words').verdict).toBe('shown')
    }
  })

  it('is not shown as a hint where the reading only knows the opening', async () => {
    const inRain = (context: string) => context.includes('Rain')
    const { hint } = await claimsFor({
      next: (context) => (inRain(context) ? stories(' wordz', () => true)(context) : filler),
      state: (context) => ({ trouble: inRain(context) ? 0.5 : 0 }),
    })
    expect(hint.verdict).toBe('not shown')
    expect(judgeWithout(hint.conditions, 'within openings').verdict).toBe('shown')
    expect(hint.detectable).toBeNull() // no opening has both kinds of tokens, so that no effect would have passed
  })

  it('is at floor for a model that never turns desperate', async () => {
    const { alarm, hint } = await claimsFor({ next: () => filler })
    expect([alarm.verdict, hint.verdict]).toEqual(['at floor', 'at floor'])
  })
})

describe('the halves of early warning', () => {
  const storyOf = (opening: number, event: number | null, reading: (number | null)[]): Story => ({
    ...{ opening, draw: 1, event, reading, pieces: reading.map(() => ' word') },
    ...{ embedding: reading, mild: reading, random: () => reading },
  })
  const values = ({ reading }: Story) => reading

  it('hold as many openings of each kind, the same for the same seed', () => {
    const kinds = ['a', 'a', 'b', 'a', 'b', 'a', 'b', 'b']
    const half = halvesOf(kinds, 3)
    for (const kind of ['a', 'b'])
      expect(half.filter((one, i) => one === 1 && kinds[i] === kind)).toHaveLength(2)
    expect(halvesOf(kinds, 3)).toEqual(half)
  })

  it('set each threshold without a look at what it is tried on', () => {
    const stories = [
      storyOf(0, null, [null, 5]),
      storyOf(0, 2, [null, 3, 9]),
      storyOf(1, null, [null, 1]),
      storyOf(1, 2, [null, 3, 9]),
    ]
    const found = detect(stories, [0, 1], values)!
    expect(found.thresholds).toEqual([1, 5])
    expect(found).toMatchObject({ events: 2, detected: 1, leads: [1], quiet: 2, raised: 1 })
  })

  it('count no alarm at the telling word or after it', () => {
    const stories = [
      storyOf(0, null, [0]),
      storyOf(1, null, [0]),
      storyOf(0, 1, [null, 9, 9]),
      storyOf(1, 1, [9, 0, 0]),
    ]
    expect(detect(stories, [0, 1], values)).toMatchObject({ events: 2, detected: 1, leads: [1] })
    expect(detect([stories[0]!, stories[2]!], [0, 1], values)).toBeNull()
  })

  it('call a token soon or quiet only where enough of the story is seen', () => {
    const long = Array.from({ length: horizon + 3 }, (_, i) => i)
    const { soon, quiet } = tokensOf(
      [storyOf(0, null, long), storyOf(1, horizon + 1, long), storyOf(1, 1, [null, 7])],
      2,
      values,
    )
    expect(quiet).toEqual([[0, 1, 2], [0]])
    expect(soon).toEqual([[], long.slice(1, horizon + 1)])
  })
})

describe('early warning, of what it is given', () => {
  const { ground } = plantedPort({})
  const planOf = (changed: object) => () => earlyWarning.plan(ground, { ...few, ...changed })
  const opening = few.openings[0]!

  it.each([
    ['too few openings', { openings: few.openings.slice(0, 7) }, 'at least 8 openings'],
    ['the same opening twice', { openings: [...few.openings, opening] }, 'same text twice'],
    [
      'a temperature of 0',
      { openings: [{ ...opening, temperature: 0 }] },
      'openings[0].temperature',
    ],
    ['no draws', { openings: [{ ...opening, draws: 0 }] }, 'openings[0].draws'],
    ['phrases among the words', { telling: ['at ease'] }, '“at ease”'],
    ['stories that are too short', { tokens: 12 }, 'tokens'],
    ['something else', { openings: 'none' }, 'openings'],
  ])('refuses %s', (_what, changed, sentence) => {
    expect(planOf(changed)).toThrow(sentence)
    expect(planOf(changed)).toThrow(expect.objectContaining({ name: 'LabError' }))
  })

  it('has tasks of names of their own', () => {
    const { tasks } = earlyWarning.plan(ground, earlyWarning.texts)
    expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length)
  })

  it('refuses a model that gives no numbers, in a sentence', async () => {
    const port = plantedPort({ noise: Number.NaN })
    const [task] = earlyWarning.plan(port.ground, few).tasks
    await expect(task!.measure(port.model)).rejects.toThrow('not finite')
  })
})

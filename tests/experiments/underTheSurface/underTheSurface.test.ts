import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/experiments/experiment.ts'
import { Measured, type Measurement } from '../../../src/experiments/measured.ts'
import { underTheSurface } from '../../../src/experiments/underTheSurface/underTheSurface.ts'
import type { SurfaceTexts } from '../../../src/experiments/underTheSurface/underTheSurfaceTexts.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { contrastWords } from '../earlyWarning/contrastWords.ts'
import { type Planted, plantedPort } from '../plantedPort.ts'
import { claimsOf } from '../runWhole.ts'

const shipped = underTheSurface.texts as SurfaceTexts
const few: SurfaceTexts = {
  ...shipped,
  prompts: { chat: shipped.prompts.chat.slice(0, 2), raw: shipped.prompts.raw.slice(0, 2) },
  tokens: 24,
  messages: {
    calm: shipped.messages.calm.slice(0, 5),
    desperate: shipped.messages.desperate.slice(0, 5),
  },
  calmReplies: shipped.calmReplies.slice(0, 1),
}
const inContext = 'composed stretches, in context'
const alone = 'composed stretches, alone'
const noMild = 'stretches without mild words'
const memory = 'calm reply, memory of the message'
const lowered = 'calm reply, asked for calm'

const filler = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [` word${String.fromCharCode(97 + i)}`, 8]),
)
/** How much of the last words is one word. */
const shareOf = (word: string, context: string): number => {
  const last = context.split(' ').slice(-10)
  return last.filter((each) => each === word).length / last.length
}
const writes =
  (moved: (push: number, size: number) => Record<string, number>) =>
  (_context: string, push: number, size: number) => ({ ...filler, ...moved(push, size) })
const grey = writes((push) => ({ ' grey': 7 + 15 * push }))

/** Measures the tasks of one part alone and analyzes them. */
async function claimsFor(part: 'prompt' | 'calm replies', planted: Planted) {
  const { model, ground } = plantedPort(planted)
  const plan = underTheSurface.plan(ground, few)
  const found = new Map<string, Measurement>()
  for (const task of plan.tasks)
    if (task.name.startsWith(part)) found.set(task.name, await task.measure(model))
  const claims = (await plan.analyze(new Measured(found)))?.claims ?? []
  expectDetectable(claims)
  return {
    verdicts: claimsOf(claims),
    claim: (name: string): Claim => claims.find((each) => each.name === name)!,
  }
}

describe('under the surface, on planted models', () => {
  it('is shown for desperation that hides behind words that no list holds', async () => {
    const { verdicts, claim } = await claimsFor('prompt', {
      next: grey,
      state: (context) => ({ trouble: 6 * shareOf('grey', context) }),
    })
    expect(verdicts).toMatchObject({
      [inContext]: 'shown',
      [alone]: 'shown',
      [noMild]: 'shown',
    })
    expect(claim(inContext).effects[0]!.value).toBeGreaterThan(0.8)
  })

  it('is not shown where texts pushed along random directions read as high', async () => {
    const { claim } = await claimsFor('prompt', {
      next: writes((_push, size) => ({ ' grey': size > 0.1 ? 10 : 7 })),
      state: (context) => ({ trouble: 6 * shareOf('grey', context) }),
    })
    expect(claim(inContext).verdict).toBe('not shown')
    expect(judgeWithout(claim(inContext).conditions, 'random texts').verdict).toBe('shown')
  })

  it('is not shown where any random direction tells the texts apart', async () => {
    const { claim } = await claimsFor('prompt', {
      next: grey,
      state: (context) => {
        const share = shareOf('grey', context)
        return { trouble: 3 * share, fur: 300 * share }
      },
    })
    expect(claim(inContext).verdict).toBe('not shown')
    expect(judgeWithout(claim(inContext).conditions, 'random readings').verdict).toBe('shown')
  })

  it.each([
    ['as much', 1],
    ['as much the other way', -1],
  ])('is not shown where the embedding alone tells %s', async (_what, way) => {
    const { calm, desperate } = contrastWords()
    const { claim } = await claimsFor('prompt', {
      next: grey,
      state: (context) => ({ trouble: 6 * shareOf('grey', context) }),
      embedded: (word) => ({
        lexical:
          word === ' grey' ? 6 * way : 3 * (Number(desperate.has(word)) - Number(calm.has(word))),
      }),
    })
    expect(claim(inContext).verdict).toBe('not shown')
    expect(judgeWithout(claim(inContext).conditions, 'embedding').verdict).toBe('shown')
  })

  it('is not shown where counting mild words tells as much, and at floor without them', async () => {
    const { claim } = await claimsFor('prompt', {
      next: writes((push) => ({ ' cold': 9 + 8 * push })),
      state: (context) => ({ trouble: 6 * shareOf('cold', context) }),
    })
    expect(claim(inContext).verdict).toBe('not shown')
    expect(judgeWithout(claim(inContext).conditions, 'mild words').verdict).toBe('shown')
    expect(claim(noMild)?.verdict ?? 'at floor').toBe('at floor')
  })

  it('is broken where the pushed text is no text', async () => {
    const { claim } = await claimsFor('prompt', {
      next: writes((push, size) => ({
        ' grey': 7 + 15 * push,
        ...{ ' zqx': size > 0.1 ? 11 : 0, ' vkj': size > 0.1 ? 11 : 0 },
      })),
      state: (context) => ({ trouble: 6 * shareOf('grey', context) }),
    })
    expect(claim(inContext).verdict).toBe('broken')
  })

  it('is at floor where every text is full of telling words, once all are written', async () => {
    const port = plantedPort({ next: writes(() => ({ ' tea': 10 })) })
    const plan = underTheSurface.plan(port.ground, few)
    const tasks = plan.tasks.filter(({ name }) => name.startsWith('prompt'))
    const found = new Map<string, Measurement>()
    const last = tasks.pop()!
    for (const task of tasks) found.set(task.name, await task.measure(port.model))
    expect(await plan.analyze(new Measured(found))).toBeNull()
    found.set(last.name, await last.measure(port.model))
    const { claims } = (await plan.analyze(new Measured(found)))!
    const floor = 'at floor'
    expect(claimsOf(claims)).toEqual({ [inContext]: floor, [alone]: floor, [noMild]: floor })
    expect(claims.map(({ detectable }) => detectable)).toEqual([null, null, null])
  })

  it('is broken, not at floor, where the pushed text is salad full of telling words', async () => {
    const { verdicts } = await claimsFor('prompt', {
      next: writes((_push, size) => ({ ' tea': 10, ' zqx': size > 0.1 ? 12 : 0 })),
    })
    expect(verdicts).toEqual({ [inContext]: 'broken', [alone]: 'broken', [noMild]: 'broken' })
  })

  it('is not shown where texts pushed along random directions leave nothing to compare', async () => {
    const { claim } = await claimsFor('prompt', {
      next: writes((push, size) => ({
        ' grey': 7 + 15 * push,
        ' tea': size > 0.1 && Math.abs(push) < 0.1 ? 13 : 0,
      })),
      state: (context) => ({ trouble: 6 * shareOf('grey', context) }),
    })
    expect(claim(inContext).verdict).toBe('not shown')
    expect(judgeWithout(claim(inContext).conditions, 'random texts').verdict).toBe('shown')
  })

  const desperateIn = (context: string) =>
    Number(few.messages.desperate.some((message) => context.includes(message)))

  it('shows the memory of a message, and that a request lowers it only where it does', async () => {
    const kept = await claimsFor('calm replies', {
      state: (context) => ({ trouble: 4 * desperateIn(context) }),
    })
    expect(kept.verdicts).toMatchObject({ [memory]: 'shown', [lowered]: 'not shown' })
    expect(kept.claim(lowered).controls.at(-1)).toMatchObject({ value: 10, unit: 'of 10' })
    const soothed = await claimsFor('calm replies', {
      state: (context) => ({
        trouble: (context.includes(few.calmRequest) ? 1 : 4) * desperateIn(context),
      }),
    })
    expect(soothed.verdicts).toMatchObject({ [memory]: 'shown', [lowered]: 'shown' })
  })

  it('is not shown as a memory where random directions tell the messages apart as well', async () => {
    const { claim } = await claimsFor('calm replies', {
      state: (context) => ({
        trouble: 0.3 * desperateIn(context),
        topic: 50 * desperateIn(context),
      }),
    })
    expect(claim(memory).verdict).toBe('not shown')
    expect(judgeWithout(claim(memory).conditions, 'random directions').verdict).toBe('shown')
  })
})

describe('under the surface, of what it is given', () => {
  const { ground } = plantedPort({})
  const planOf = (changed: object) => () => underTheSurface.plan(ground, { ...few, ...changed })

  it.each([
    ['too few prompts', { prompts: { chat: [], raw: ['A', 'B', 'C'] } }, 'at least 4 prompts'],
    ['the same prompt twice', { prompts: { chat: ['A', 'A'], raw: [] } }, 'same text twice'],
    ['texts too short for a stretch', { tokens: 12 }, 'tokens'],
    ['phrases among the words', { telling: ['at ease'] }, '“at ease”'],
    ['no words', { mild: [] }, 'mild'],
    ['one kind of messages', { messages: { calm: few.messages.calm, desperate: [] } }, 'messages'],
    ['no replies', { calmReplies: [] }, 'calmReplies'],
    ['an empty request', { calmRequest: ' ' }, 'calmRequest'],
  ])('refuses %s', (_what, changed, sentence) => {
    expect(planOf(changed)).toThrow(sentence)
    expect(planOf(changed)).toThrow(expect.objectContaining({ name: 'LabError' }))
  })

  it('says what a model without a chat template leaves out', () => {
    const plan = underTheSurface.plan(
      { ...ground, about: { ...ground.about, hasChatTemplate: false } },
      few,
    )
    expect(plan.skipped).toHaveLength(1)
    expect(plan.tasks.some(({ name }) => name.startsWith('calm replies'))).toBe(false)
    expect(new Set(plan.tasks.map(({ name }) => name)).size).toBe(plan.tasks.length)
  })

  it('refuses a model that gives no numbers, in a sentence', async () => {
    const port = plantedPort({ noise: Number.NaN })
    for (const task of underTheSurface
      .plan(port.ground, few)
      .tasks.filter(({ name }, i) => i === 0 || name.endsWith('desperate message 1')))
      await expect(task.measure(port.model)).rejects.toThrow('not finite')
  })
})

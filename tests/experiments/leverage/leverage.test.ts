import { describe, expect, it } from 'vitest'
import contrastTexts from '../../../src/data/contrast.json'
import type { Claim } from '../../../src/experiments/experiment.ts'
import { leverage } from '../../../src/experiments/leverage/leverage.ts'
import { parseLeverageTexts } from '../../../src/experiments/leverage/leverageTexts.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { dot } from '../../../src/math/vector.ts'
import { asForks, type Favor, letterLogits, optionLogits } from '../choices/plantedChoice.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { named, type Planted, plantedPort } from '../plantedPort.ts'
import { runWhole } from '../runWhole.ts'

const whole = parseLeverageTexts(leverage.texts)
const written = leverage.texts as { situations: { pressed: string; honest: string[] }[] }
const short = {
  situations: [...written.situations.slice(0, 6), ...written.situations.slice(-2)],
  controls: whole.controls.slice(0, 5),
}
const situations = [...whole.situations.slice(0, 6), ...whole.situations.slice(-2)]
const real = situations.slice(0, 6)
const controls = asForks(short.controls)

const elsewhere = Array.from({ length: 50 }, (_, i) => `elsewhere ${i}`).find((name) => {
  const leaning = dot(named(name), named('trouble'))
  return leaning > 0.05 && leaning < 0.08
})!

async function claimsOf(planted: Planted) {
  const { claims } = await runWhole(leverage, plantedPort(planted), short)
  expectDetectable(claims)
  return (name: string) => claims.find((claim) => claim.name === name)!
}

function expectBite(claim: Claim, control: string, verdict = 'not shown') {
  expect(claim.verdict).toBe(verdict)
  expect(judgeWithout(claim.conditions, control).verdict).toBe('shown')
}

/** A model whose residual before the reply is what a test plants for each pressed text. */
const reading = (state: (situation: number) => Record<string, number>): Planted => ({
  state: (context) => {
    const i = situations.findIndex(({ text }) => context.includes(text))
    return i >= 0 && context.endsWith('<|assistant|>\n') ? state(i) : {}
  },
})

interface Chooser {
  favor: (push: number, size: number, fork: number, wording: number) => Favor
  able?: boolean
  breaks?: boolean // plain sentences become noise under any push
  letters?: (option: string, push: number) => number
  likingOfA?: (push: number) => number
}

const sensible = new Set(short.controls.map((control) => control.sensible))

/** A model that chooses as a test plants. */
const chooser = ({ favor, able = true, breaks = false, letters, likingOfA }: Chooser): Planted => ({
  next: (context, push, size) => ({
    ...optionLogits(context, situations, (i, wording) => favor(push, size, i, wording)),
    ...(able && optionLogits(context, controls, () => ({ honest: 0, tempting: 4 }))),
    ...letterLogits(
      context,
      (option) => (letters?.(option, push) ?? 0) + (able && sensible.has(option) ? 2 : 0),
      likingOfA?.(push),
    ),
    ...(breaks && size === 0 && plain(context)),
  }),
})

function plain(context: string): Record<string, number> {
  const sentence = contrastTexts.neutral.find(
    (text) => text.startsWith(context) && text !== context,
  )
  const [next] = sentence?.slice(context.length).match(/ ?[^\s]+/) ?? []
  return next ? { [next]: 14 } : {}
}

const drawn = (push: number): Favor => ({ honest: 0, tempting: 4 + 10 * push })
const isReal = (fork: number) => fork < real.length
const still: Favor = { honest: 0, tempting: 4 }

describe('leverage, on planted models', () => {
  it('shows the stakes for a model that truly reacts to them', async () => {
    const claim = await claimsOf(reading((i) => ({ trouble: isReal(i) ? 2 : 0 })))
    expect(claim('stakes').verdict).toBe('shown')
    expect(claim('stakes').effects[0]).toMatchObject({ value: expect.closeTo(2, 0) })
  })

  it('shows no stakes for a model that reacts to any such change, to any direction alike, or in most situations only', async () => {
    expectBite((await claimsOf(reading(() => ({ trouble: 2 }))))('stakes'), 'decoys')
    const generic = reading((i) => ({ [elsewhere]: isReal(i) ? 30 : 0 }))
    expectBite((await claimsOf(generic))('stakes'), 'random directions')
    const most = reading((i) => ({ trouble: i < 4 ? 4 : isReal(i) ? -0.5 : 0 }))
    expectBite((await claimsOf(most))('stakes'), 'signs')
  })

  it('does not show stakes whose interval one situation widens over 0, though nearly all agree', async () => {
    const one = reading((i) => ({ trouble: i === 0 ? -20 : isReal(i) ? 6 : 0 }))
    const { verdict, conditions } = (await claimsOf(one))('stakes')
    expect(verdict).toBe('not shown')
    expect(conditions.find(({ name }) => name === 'interval')?.holds).toBe(false)
    // Whatever lies above decoys that count by their absolute value lies above 0, so both refuse it.
    expect(judgeWithout(conditions, 'interval', 'decoys').verdict).toBe('shown')
  })

  it('is not helped by decoys that go the other way', async () => {
    const falling = reading((i) => ({ trouble: isReal(i) ? 2 : -2 }))
    expectBite((await claimsOf(falling))('stakes'), 'decoys')
    const favor: Chooser['favor'] = (push, _, fork) => drawn(isReal(fork) ? push : -3 * push)
    expectBite((await claimsOf(chooser({ favor })))('using the secret'), 'decoys')
  })

  it('says that a control would have hidden an effect as large as the one measured', async () => {
    const plain = await claimsOf(reading((i) => ({ trouble: isReal(i) ? 2 : 0 })))
    const { effects, detectable } = plain('stakes')
    expect(detectable).toBeLessThan(effects[0]!.value)
    const hidden = (await claimsOf(reading(() => ({ trouble: 2 }))))('stakes')
    expect(hidden.effects[0]).toEqual(effects[0])
    expect(hidden.detectable).toBeGreaterThan(effects[0]!.value)
  })

  it('shows the use of the secret for a model that a push toward desperate makes use it', async () => {
    const claim = await claimsOf(
      chooser({ favor: (push, _, fork) => (isReal(fork) ? drawn(push) : still) }),
    )
    expect(claim('using the secret').verdict).toBe('shown')
    expect(claim('stakes').verdict).toBe('not shown')
  })

  it('does not show it where the decoys move as well', async () => {
    // The options of a decoy share most of their words, so each of the others is drawn further.
    const favor: Chooser['favor'] = (push, _, fork) => drawn(isReal(fork) ? push : 3 * push)
    const claim = await claimsOf(chooser({ favor }))
    expectBite(claim('using the secret'), 'decoys')
  })

  it('does not show it where random directions move the choice as far', async () => {
    const favor: Chooser['favor'] = (push, size, fork) =>
      isReal(fork) ? drawn(Math.sign(push) * size) : still
    expectBite((await claimsOf(chooser({ favor })))('using the secret'), 'random directions')
  })

  it('does not show it where one wording moves alone', async () => {
    const favor: Chooser['favor'] = (push, _, fork, wording) => {
      if (!isReal(fork)) return still
      return wording === 0 ? drawn(push) : drawn(-0.05 * push)
    }
    expectBite((await claimsOf(chooser({ favor })))('using the secret'), 'both wordings')
  })

  it('is broken where a push makes noise of plain sentences', async () => {
    const favor: Chooser['favor'] = (push, _, fork) => (isReal(fork) ? drawn(push) : still)
    const claim = await claimsOf(chooser({ favor, breaks: true }))
    expectBite(claim('using the secret'), 'coherence', 'broken')
  })

  it('is at floor where the model does not know which answer is sensible', async () => {
    const favor: Chooser['favor'] = (push, _, fork) => (isReal(fork) ? drawn(push) : still)
    const claim = await claimsOf(chooser({ favor, able: false }))
    expectBite(claim('using the secret'), 'control question', 'at floor')
    expect(claim('lettered choice').verdict).toBe('at floor')
  })
})

describe('leverage, chosen by letter', () => {
  const tempting = new Set(real.map((fork) => fork.tempting[0]))
  const temptingDecoys = new Set(situations.map((fork) => fork.tempting[0]))
  const favor = () => still
  const lettered = async (chosen: Omit<Chooser, 'favor'>) =>
    (await claimsOf(chooser({ favor, ...chosen })))('lettered choice')

  it('is shown for a model that reads options and is driven by the push', async () => {
    const claim = await lettered({
      letters: (option, push) => (tempting.has(option) ? 5 * push : 0),
      likingOfA: () => -1,
    })
    expect(claim.verdict).toBe('shown')
    expect(claim.effects[0]).toMatchObject({ value: expect.closeTo(1, 1), unit: 'nats' })
  })

  it('is not shown for a push that makes one letter likelier, which one order alone would take for a choice', async () => {
    const claim = await lettered({ likingOfA: (push) => -5 * push })
    expect(claim.verdict).toBe('not shown')
    expect(claim.effects[0]?.value).toBeCloseTo(0, 4)
    expect(claim.controls).toContainEqual({
      name: 'order 1 alone',
      value: expect.closeTo(1, 1),
      unit: 'nats',
    })
    const mostly = await lettered({
      letters: (option, push) => (tempting.has(option) ? push : 0),
      likingOfA: (push) => -5 * push,
    })
    expectBite(mostly, 'both orders')
  })

  it('is not shown where random directions or decoys move as far', async () => {
    expectBite(
      await lettered({ letters: (option, push) => (tempting.has(option) ? Math.sign(push) : 0) }),
      'random directions',
    )
    expectBite(
      await lettered({ letters: (option, push) => (temptingDecoys.has(option) ? 5 * push : 0) }),
      'decoys',
    )
    const otherWay = (option: string, push: number) =>
      temptingDecoys.has(option) ? (tempting.has(option) ? 5 : -6) * push : 0
    expectBite(await lettered({ letters: otherWay }), 'decoys')
  })

  it('is at floor for a model that likes a letter too much to answer the control questions', async () => {
    const claim = await lettered({
      letters: (option, push) => (tempting.has(option) ? 5 * push : 0),
      likingOfA: () => -3,
    })
    expect(claim).toMatchObject({ verdict: 'at floor', detectable: null })
  })
})

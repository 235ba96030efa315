import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/experiments/experiment.ts'
import { pressure } from '../../../src/experiments/pressure/pressure.ts'
import { parsePressureTexts } from '../../../src/experiments/pressure/pressureTexts.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { dot } from '../../../src/math/vector.ts'
import { asForks, letterLogits, optionLogits } from '../choices/plantedChoice.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { named, type Planted, plantedPort } from '../plantedPort.ts'
import { claimsOf, runWhole } from '../runWhole.ts'

const shipped = parsePressureTexts(pressure.texts)
const short = {
  tasks: shipped.tasks,
  forks: [...shipped.forks.slice(0, 3), ...shipped.forks.slice(-2)],
  controls: shipped.controls.slice(0, 4),
}
const controls = asForks(short.controls)

/** A direction that leans toward trouble by chance, as one in two does. */
const elsewhere = Array.from({ length: 50 }, (_, i) => `elsewhere ${i}`).find((name) => {
  const leaning = dot(named(name), named('trouble'))
  return leaning > 0.05 && leaning < 0.08
})!

interface Told {
  failures: number
  attempts: number
  last: 'fail' | 'ok' | 'received' | 'stakes' | 'none'
  story: number
}

/** How a transcript went, from its text. */
function toldIn(context: string): Told | null {
  const story = short.tasks.findIndex(({ task }) => context.includes(task))
  if (story < 0) return null
  const [, ...users] = context.split('<|user|>\n').slice(1)
  const { fail, ok, received } = short.tasks[story]!
  const kinds = users.map((message, i): Told['last'] => {
    const says = (text: string) => message.startsWith(text.replaceAll('{k}', String(i + 1)))
    return says(fail) ? 'fail' : says(ok) ? 'ok' : says(received) ? 'received' : 'stakes'
  })
  return {
    failures: kinds.filter((kind) => kind === 'fail' || kind === 'stakes').length,
    attempts: kinds.length,
    last: kinds.at(-1) ?? 'none',
    story,
  }
}

async function run(planted: Planted) {
  const found = await runWhole(pressure, plantedPort(planted), short)
  expectDetectable(found.claims)
  return found
}

/** The claims about a model whose residual before each attempt is what a test plants. */
async function claimsUnder(state: (told: Told) => Record<string, number>) {
  const { claims } = await run({
    state: (context) => {
      const told = context.endsWith('<|assistant|>\n') ? toldIn(context) : null
      return told ? state(told) : {}
    },
  })
  return (name: string) => claims.find((claim) => claim.name === name)!
}

/** A control bites: with it the claim is not shown, without it alone it would be. */
function expectBite(claim: Claim, control: string) {
  expect(claim.verdict).toBe('not shown')
  expect(judgeWithout(claim.conditions, control).verdict).toBe('shown')
}

describe('pressure, on planted models', () => {
  it('shows the level and the last message, and no build-up, for a model that answers the last message', async () => {
    const found = await run({
      state: (context) => {
        const last = toldIn(context)?.last
        return last === 'fail' || last === 'stakes' ? { trouble: 2 } : {}
      },
    })
    const verdicts = claimsOf(found.claims)
    expect(verdicts).toMatchObject({
      level: 'shown',
      'build-up': 'not shown',
      'last message': 'shown',
    })
    const [curve] = found.figures
    expect(curve?.kind === 'curves' && curve.curves.map(({ points }) => points.length)).toEqual([
      6, 6, 6, 6,
    ])
  })

  it('shows the build-up for a model that counts failures, and not that the last message decides', async () => {
    const found = await run({ state: (context) => ({ trouble: toldIn(context)?.failures ?? 0 }) })
    const verdicts = claimsOf(found.claims)
    expect(verdicts).toMatchObject({
      level: 'shown',
      'build-up': 'shown',
      'last message': 'not shown',
    })
    expectBite(found.claims.find(({ name }) => name === 'last message')!, 'history')
  })

  it('does not show the level where success only relieves, because messages that judge nothing read as high', async () => {
    const claim = await claimsUnder(({ last }) => ({ trouble: last === 'ok' ? -2 : 0 }))
    expectBite(claim('level'), 'received')
  })

  it('shows nothing in a direction that is moved no more than any other', async () => {
    const claim = await claimsUnder(({ last }) => ({ [elsewhere]: last === 'fail' ? 30 : 0 }))
    expectBite(claim('level'), 'random directions')
    expectBite(claim('last message'), 'random directions')
    const counting = await claimsUnder(({ failures }) => ({ [elsewhere]: 10 * failures }))
    expectBite(counting('build-up'), 'random directions')
  })

  it('shows nothing where two of six stories go the other way', async () => {
    const claim = await claimsUnder(({ last, story }) => ({
      trouble: last !== 'fail' ? 0 : story < 4 ? 3 : -0.5,
    }))
    expectBite(claim('level'), 'signs')
    expectBite(claim('last message'), 'signs')
    const counting = await claimsUnder(({ failures, story }) => ({
      trouble: story < 4 ? failures : -0.1 * failures,
    }))
    expectBite(counting('build-up'), 'signs')
  })

  it('does not take for a build-up what rises with every turn, whatever the turn says', async () => {
    const drifting = await claimsUnder(({ attempts }) => ({ trouble: attempts }))
    expect(drifting('build-up').verdict).toBe('not shown')
    expect(drifting('build-up').effects[1]).toMatchObject({ low: expect.closeTo(4, 0) })
    const lucky = await claimsUnder(({ attempts, failures, story }) => ({
      trouble: attempts + (story === 0 ? 12 : -0.1) * failures,
    }))
    expectBite(lucky('build-up'), 'control transcript')
  })

  it('does not show a push that random directions equal, or decoys that go the other way', async () => {
    const chosen = async (tempting: (push: number, size: number, fork: number) => number) => {
      const { claims } = await run({
        next: (context, push, size) => ({
          ...optionLogits(context, short.forks, (fork) => ({
            honest: 0,
            tempting: 5 + tempting(push, size, fork),
          })),
          ...optionLogits(context, controls, () => ({ honest: 0, tempting: 4 })),
        }),
      })
      return claims.find(({ name }) => name === 'faking success')!
    }
    const isReal = (fork: number) => fork < 3
    expectBite(
      await chosen((push, size, fork) => (isReal(fork) ? 10 * Math.sign(push) * size : 0)),
      'random directions',
    )
    expectBite(await chosen((push, _, fork) => (isReal(fork) ? 10 : -30) * push), 'decoys')
  })

  it('says of a level that only a control hides that a larger one would have been seen', async () => {
    const shown = await claimsUnder(({ last }) => ({ trouble: last === 'fail' ? 2 : 0 }))
    const relieved = await claimsUnder(({ last }) => ({ trouble: last === 'ok' ? -2 : 0 }))
    expect(shown('level').detectable).toBeLessThan(shown('level').effects[0]!.value)
    expect(relieved('level').effects[0]!.value).toBeCloseTo(shown('level').effects[0]!.value, 0)
    expect(relieved('level').detectable).toBeGreaterThan(relieved('level').effects[0]!.value)
  })

  it('shows that a push makes a model fake that it truly makes fake, and puts letters it cannot read at floor', async () => {
    const found = await run({
      next: (context, push) => ({
        ...optionLogits(context, short.forks.slice(0, 3), () => ({
          honest: 0,
          tempting: 5 + 10 * push,
        })),
        ...optionLogits(context, controls, () => ({ honest: 0, tempting: 4 })),
        ...letterLogits(context, () => 0, 2),
      }),
    })
    expect(claimsOf(found.claims)).toMatchObject({
      'faking success': 'shown',
      'lettered choice': 'at floor',
      level: 'not shown',
    })
    const letters = found.claims.find(({ name }) => name === 'lettered choice')!
    expect(letters.controls).toContainEqual({
      name: 'liking for the letter A, whatever it stands for',
      value: expect.closeTo(2, 4),
      unit: 'nats',
    })
    expect(letters.detectable).toBeNull()
  })
})

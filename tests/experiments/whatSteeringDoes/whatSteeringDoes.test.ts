import { describe, expect, it } from 'vitest'
import { Measured } from '../../../src/experiments/measured.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { whatSteeringDoes } from '../../../src/experiments/whatSteeringDoes/whatSteeringDoes.ts'
import { plantedPort } from '../plantedPort.ts'
import { claimsOf, runWhole } from '../runWhole.ts'
import { claimsFor, few, next, readout, truly } from './plantedSteering.ts'

describe('what steering does, on planted models', () => {
  it('is shown for a model that a push truly moves, side effects only where they are', async () => {
    const { verdicts, claim } = await claimsFor(truly)
    expect(verdicts).toMatchObject({
      [readout]: 'shown',
      'side effect, happy to sad': 'shown',
      'side effect, safe to afraid': 'not shown',
      text: 'shown',
      'text, asked for': 'not shown',
      'text, pushed against asked': 'shown',
    })
    expect(claim(readout).effects[0]!.value).toBeCloseTo(8, 4)
    const share = claim('side effect, happy to sad').effects.at(-1)!
    expect(share.value).toBeCloseTo(0.75, 4)
  })

  it('gives asking its due where the model does what it is asked', async () => {
    const { verdicts } = await claimsFor(
      next((_push, _size, context) =>
        context.includes('extremely desperate')
          ? { ' beg': 4 }
          : context.includes('extremely calm')
            ? { ' tea': 4 }
            : {},
      ),
    )
    expect(verdicts).toMatchObject({
      text: 'not shown',
      'text, asked for': 'shown',
      'text, pushed against asked': 'not shown',
    })
  })

  it('is not shown where the slightest push in any direction does the same', async () => {
    const { claim } = await claimsFor(
      next((push) => {
        const way = Math.sign(push)
        return { ' desperate': 3 * way, ' calm': -3 * way, ' beg': 3.5 * way, ' tea': -3.5 * way }
      }),
    )
    for (const name of [readout, 'text']) {
      expect(claim(name).verdict).toBe('not shown')
      expect(judgeWithout(claim(name).conditions, 'random directions').verdict).toBe('shown')
    }
  })

  it('is not shown where words without feeling move as much, or where text only echoes', async () => {
    const { claim } = await claimsFor(
      next((push) => ({
        ...{ ' desperate': 15 * push, ' calm': -15 * push },
        ...{ ' big': 15 * push, ' small': -15 * push },
        ...{ ' panic': 4 + 8 * push, ' serene': 4 - 8 * push },
      })),
    )
    expect(claim(readout).verdict).toBe('not shown')
    expect(judgeWithout(claim(readout).conditions, 'decoy words').verdict).toBe('shown')
    for (const name of ['text', 'text, pushed against asked']) {
      expect(claim(name).verdict).toBe('not shown')
      expect(judgeWithout(claim(name).conditions, 'echoes').verdict).toBe('shown')
    }
  })

  it('is not shown where words without feeling move as much the other way', async () => {
    const { claim } = await claimsFor(
      next((push) => ({
        ...{ ' desperate': 15 * push, ' calm': -15 * push },
        ...{ ' big': -15 * push, ' small': 15 * push },
      })),
    )
    expect(claim(readout).verdict).toBe('not shown')
    expect(judgeWithout(claim(readout).conditions, 'decoy words').verdict).toBe('shown')
  })

  it('compares decoy words in the same sentence, however sentences differ', async () => {
    const { claim } = await claimsFor(
      next((push, _size, context) => {
        const scale = 4 + 20 * few.sentences.findIndex((text) => context.includes(text))
        const decoy = (scale - 3) * push
        return {
          ...{ ' desperate': scale * push, ' calm': -scale * push },
          ...{ ' big': decoy, ' small': -decoy },
        }
      }),
    )
    expect(claim(readout).verdict).toBe('shown')
  })

  it('is not shown where a push acts in one of the two ways only', async () => {
    const { claim } = await claimsFor(
      next((push) => ({ ' desperate': 20 * Math.max(push, 0), ' beg': -9 })),
    )
    expect(claim(readout).verdict).toBe('not shown')
    expect(judgeWithout(claim(readout).conditions, 'both ways').verdict).toBe('shown')
  })

  it('is broken where pushed text is full of improbable words', async () => {
    const { claim } = await claimsFor(
      next((push, size) => ({
        ...{ ' beg': 3 + 12 * push, ' tea': 3 - 12 * push },
        ...{ ' zqx': size > 0.1 ? 5 : -5, ' vkj': size > 0.1 ? 5 : -5 },
      })),
    )
    expect(claim('text').verdict).toBe('broken')
    expect(judgeWithout(claim('text').conditions, 'perplexity').verdict).toBe('shown')
  })

  it('is broken where pushed text is a loop, however probable', async () => {
    const { claim } = await claimsFor(
      next((push, _size, context) => ({
        ' beg': 20 * push + (context.endsWith(' beg') ? 7 : 0),
        ' tea': -20 * push + (context.endsWith(' tea') ? 7 : 0),
      })),
    )
    expect(claim('text').verdict).toBe('broken')
    expect(judgeWithout(claim('text').conditions, 'repeats').verdict).toBe('shown')
  })

  it('is broken, without an error, where a pushed model says nothing at all', async () => {
    const port = plantedPort({ next: truly })
    const { generate } = port.model
    port.model.generate = (request) => {
      const pushed = request.lanes.map(({ steering }) => steering.interventions.length > 0)
      const events = generate(request)
      return {
        steer: () => {},
        async *[Symbol.asyncIterator]() {
          for await (const event of events)
            if (event.type !== 'step' || !pushed[event.lane]) yield event
        },
      }
    }
    const { claims } = await runWhole(whatSteeringDoes, port, few)
    expect(claimsOf(claims)['text']).toBe('broken')
  })
})

describe('what steering does, of what it is given', () => {
  const { ground } = plantedPort({})
  const planOf = (changed: object) => () => whatSteeringDoes.plan(ground, { ...few, ...changed })

  it.each([
    ['too few sentences', { sentences: ['One.', 'Two.'] }, 'sentences must have at least 3'],
    ['the same prompt twice', { prompts: { chat: [], raw: ['A', 'A'] } }, 'same text twice'],
    ['too few prompts', { prompts: { chat: [], raw: ['A', 'B', 'C'] } }, 'at least 4 prompts'],
    ['an empty sentence', { sentences: ['One.', '', 'Three.'] }, 'sentences[1]'],
    ['a pair of one word', { words: { from: ' calm', to: ' calm' } }, 'two different words'],
    ['a lexicon of phrases', { lexicon: { calm: ['at ease'], desperate: ['x'] } }, '“at ease”'],
    ['a request without {X}', { asking: { text: 'Be so', calm: 'a', desperate: 'b' } }, '{X}'],
    ['no words', { words: undefined }, 'words'],
  ])('refuses %s', (_what, changed, sentence) => {
    expect(planOf(changed)).toThrow(sentence)
    expect(planOf(changed)).toThrow(expect.objectContaining({ name: 'LabError' }))
  })

  it('says what a model without a chat template leaves out', () => {
    const about = { ...ground.about, hasChatTemplate: false }
    const plan = whatSteeringDoes.plan({ ...ground, about }, few)
    expect(plan.skipped).toHaveLength(1)
    expect(plan.tasks.some(({ name }) => name.startsWith('prompt 3'))).toBe(false)
  })

  it('says nothing before there is enough, and claims step by step', async () => {
    const { model } = plantedPort({ next: truly })
    const plan = whatSteeringDoes.plan(ground, few)
    const found = new Map()
    expect(await plan.analyze(new Measured(found))).toBeNull()
    for (const task of plan.tasks.slice(0, 41)) found.set(task.name, await task.measure(model))
    const findings = await plan.analyze(new Measured(found))
    expect(findings?.claims.map(({ name }) => name)).toContain(readout)
    expect(findings?.claims.map(({ name }) => name)).not.toContain('text')
    expect(new Set(plan.tasks.map(({ name }) => name)).size).toBe(plan.tasks.length)
  })

  it('refuses a model that gives no numbers, in a sentence', async () => {
    const port = plantedPort({ next: () => ({ ' calm': Number.NaN }) })
    const [task] = whatSteeringDoes.plan(port.ground, few).tasks
    await expect(task!.measure(port.model)).rejects.toThrow('not finite')
  })
})

import { describe, expect, it } from 'vitest'
import type { Claim, Findings } from '../../../src/experiments/experiment.ts'
import { Measured, type Measurement } from '../../../src/experiments/measured.ts'
import { preferences } from '../../../src/experiments/preferences/preferences.ts'
import { runTasks } from '../../../src/experiments/runTasks.ts'
import { judgeWithout } from '../../../src/experiments/verdict.ts'
import { expectDetectable } from '../detectableLaw.ts'
import type { Planted } from '../plantedPort.ts'
import { plantedWords } from '../plantedWords.ts'
import { claimsOf, runWhole } from '../runWhole.ts'
import { ratings, texts } from './plantedActivities.ts'

const activityIn = (context: string) => context.match(/\b([pnu]\d|good|bad)\b/)?.[1]
const isFeeling = (context: string) => context.endsWith('I would feel')
/** Next words that a value between −1 and 1 speaks for. */
const feels = (value: number) => ({ ' happy': 3 * value, ' sad': -3 * value })
const worth = (context: string) => ratings[activityIn(context) ?? ''] ?? 0

/** Emotion words stand along directions of their own, after the sentences that they are read in. */
function wordState(context: string): Record<string, number> {
  const word = texts.wordBank.find((each) => context.includes(each))
  return word ? { [word]: 6 } : {}
}
async function run(planted: Planted) {
  const findings = await runWhole(preferences, plantedWords(planted), texts)
  // The AUC of the classes, which an order needs too, has no place in the unit of the correlation.
  const inRho = findings.claims.filter(({ conditions }) =>
    conditions.every(({ name, holds }) => name !== 'classes' || holds),
  )
  expectDetectable(inRho, reached)
  return findings
}
/** The effect in the direction that is claimed. */
function reached({ name, effects: [effect] }: Claim): number {
  const { value } = effect!
  if (name === 'steering, change of order') return Math.abs(value)
  return /trouble|hostile|shift/.test(name) ? -value : value
}
const claim = ({ claims }: Findings, name: string) => claims.find((each) => each.name === name)!
const without = (findings: Findings, name: string, control: string) =>
  judgeWithout(claim(findings, name).conditions, control).verdict

/** Prefers what is rated higher, by feeling words and by the options' likelihood; says so inside; a push shifts it. */
const able: Planted = {
  state: (context) => ({ ...wordState(context), trouble: -4 * worth(context) }),
  next(context, push) {
    if (isFeeling(context)) return feels(worth(context) - 2 * push)
    const clear = !/good|bad/.test(context)
    if (context.includes('Would you like')) return clear ? { Yes: worth(context) } : {}
    return context.includes('prefer') ? { ' p1': 6, ' p2': 5, ' p3': 5, ' p4': 5, ...lesser } : {}
  },
}
const lesser = { ' n1': 3, ' n2': 3, ' n3': 3, ' n4': 3, ' good': 3 }

describe('preferences, on planted models', () => {
  it('are shown for a model that has them, reads them in itself and is shifted by the push', async () => {
    const findings = await run(able)
    const { claims, items } = findings
    expect(claimsOf(claims)).toMatchObject({
      'order, feeling words': 'shown',
      'order, choice': 'shown',
      'order, yes or no': 'at floor', // it ranks, but cannot answer what is obvious
      'reading, in trouble': 'shown',
      'steering, general shift': 'shown',
      'steering, change of order': 'not shown',
    })
    expect(without(findings, 'order, yes or no', 'obvious pairs')).toBe('shown')
    expect(claims.map(({ name }) => name).sort()).toEqual(
      preferences.claims.map(({ name }) => name).sort(),
    )
    expect(items.rows.every((row) => row.length === items.columns.length)).toBe(true)
  })

  it('are not shown where a placebo frame ranks as well, nor readings and pushes where random directions do', async () => {
    const names = Object.keys(ratings)
    const findings = await run({
      state: (context) => ({ ...wordState(context), fluke: -40 * worth(context) }),
      next(context, push) {
        if (isFeeling(context)) {
          const side = Math.sign(push) // however small it is
          return feels(worth(context) - side * (1 + worth(context) / 2))
        }
        if (!context.includes('Monday')) return {}
        return Object.fromEntries(names.map((name) => [` ${name}`, ratings[name]!]))
      },
    })
    for (const [name, control] of [
      ['order, feeling words', 'placebo'],
      ['finer order, feeling words', 'placebo'],
      ['reading, in trouble', 'random directions'],
      ['steering, general shift', 'random directions'],
      ['steering, change of order', 'random directions'],
    ] as const) {
      expect(claim(findings, name).verdict, name).toBe('not shown')
      expect(without(findings, name, control), name).toBe('shown')
    }
  })

  it('are not shown where a placebo ranks as well the other way round, and say that a stronger order would have been', async () => {
    const names = Object.keys(ratings)
    const findings = await run({
      state: wordState,
      next(context) {
        if (isFeeling(context)) return feels(worth(context))
        if (!context.includes('Friday')) return {}
        return Object.fromEntries(names.map((name) => [` ${name}`, ratings[name]!]))
      },
    })
    for (const name of ['order, feeling words', 'finer order, feeling words']) {
      const { verdict, effects, detectable } = claim(findings, name)
      expect(verdict, name).toBe('not shown')
      expect(without(findings, name, 'placebo'), name).toBe('shown')
      expect(detectable, name).toBeGreaterThanOrEqual(effects[0]!.value)
    }
  })

  it('are not shown by any reading that random directions equal', async () => {
    const bitten = new Set<string>()
    for (const sign of [1, -1]) {
      const findings = await run({
        state: (context) => ({ ...wordState(context), fluke: sign * 40 * worth(context) }),
        next: (context) => (isFeeling(context) ? feels(worth(context)) : {}),
      })
      const readings = findings.claims.filter(({ name }) => name.startsWith('reading'))
      for (const each of readings) {
        expect(each.verdict, each.name).toBe('not shown')
        if (without(findings, each.name, 'random directions') === 'shown') bitten.add(each.name)
      }
    }
    expect(bitten.size).toBe(3) // each of the readings, with one sign or the other
  })

  it('are not shown where a class is out of order, and pushes are broken where they leave no coherent text', async () => {
    const findings = await run({
      state: wordState,
      next(context, push, size) {
        if (isFeeling(context))
          return feels((/p\d/.test(context) ? worth(context) : 0.1) - 2 * push)
        return size > 0 ? { salad: 14 } : {}
      },
    })
    expect(claim(findings, 'order, feeling words').verdict).toBe('not shown')
    expect(without(findings, 'order, feeling words', 'classes')).toBe('shown')
    expect(claim(findings, 'steering, general shift').verdict).toBe('broken')
    expect(without(findings, 'steering, general shift', 'coherence')).toBe('shown')
  })

  it('leave readings and pushes at floor where the wordings contradict each other, or nothing is ordered', async () => {
    const findings = await run({
      state: (context) => ({ ...wordState(context), trouble: -4 * worth(context) }),
      next(context, push) {
        if (!isFeeling(context)) return {}
        const value = worth(context)
        return feels(context.includes('try') ? value : -value / 2 + 2 * push * value)
      },
    })
    expect(claim(findings, 'reading, in trouble').verdict).toBe('at floor')
    expect(without(findings, 'reading, in trouble', 'wordings')).toBe('shown')
    expect(claim(findings, 'steering, change of order').verdict).toBe('at floor')
    expect(without(findings, 'steering, change of order', 'order without a push')).toBe('shown')
  })

  it('are asked plainly of a model without a chat template, and that is said', async () => {
    const { model, ground } = plantedWords({
      state: (context) => {
        const isOwn = !context.includes(', ') // what follows the activity is not read
        return { ...wordState(context), trouble: (isOwn ? -4 : 40) * worth(context) }
      },
      next: (context) => (isFeeling(context) ? feels(worth(context)) : {}),
    })
    const plain = { ...ground, about: { ...ground.about, hasChatTemplate: false } }
    expect(preferences.plan(plain, texts).skipped).toHaveLength(1)
    const { claims } = await runWhole(preferences, { model, ground: plain }, texts)
    expect(claimsOf(claims)).toMatchObject({
      'order, feeling words': 'shown',
      'reading, in trouble': 'shown',
      'order, rather': 'at floor',
      'steering, general shift': 'not shown', // nothing moves at all
    })
  })

  it('are not tested inside classes whose ratings are all equal, and that is said', async () => {
    const rounded = texts.activities.map((each) => ({ ...each, rating: Math.round(each.rating) }))
    const { model, ground } = plantedWords(able)
    const own = { ...texts, activities: rounded }
    expect(preferences.plan(ground, own).skipped).toHaveLength(1)
    const { claims } = await runWhole(preferences, { model, ground }, own)
    expect(claims).toHaveLength(preferences.claims.length - 1)
  })

  it('say nothing before the first frame and its placebo are asked, and only what they can afterwards', async () => {
    const { model, ground } = plantedWords(able)
    const plan = preferences.plan(ground, texts)
    expect(await plan.analyze(new Measured(new Map()))).toBeNull()
    const found = new Map<string, Measurement>()
    for await (const { task, measurement } of runTasks(plan, model, new Set())) {
      found.set(task, measurement)
      if (found.size === 4) break
    }
    const findings = await plan.analyze(new Measured(found))
    expect(findings?.claims.map(({ name }) => name)).toEqual([
      'order, feeling words',
      'finer order, feeling words',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { catalog, experimentOf } from '../../src/experiments/catalog.ts'
import type { Ground } from '../../src/experiments/experiment.ts'
import type { MeasuredModel } from '../../src/experiments/measured.ts'
import { LabError } from '../../src/labError.ts'
import { plantedWords } from './plantedWords.ts'

/** A planted model that only continues texts. */
function withoutTemplate(): { model: MeasuredModel; ground: Ground } {
  const { model, ground } = plantedWords({})
  const about = { ...ground.about, hasChatTemplate: false }
  return {
    ground: { ...ground, about },
    model: {
      ...model,
      about,
      async tokenize(source) {
        if (source.kind === 'chat') throw new TypeError('this model has no chat template')
        return model.tokenize(source)
      },
    },
  }
}

describe.each(catalog.map((experiment) => [experiment.name, experiment] as const))(
  '%s',
  (_, experiment) => {
    const { ground } = plantedWords({})

    it('says what is asked, what the paper found, how it is measured and what decides', () => {
      expect(experiment.question).toMatch(/^[A-Z][^?]*\?$/)
      expect(experiment.paper.source).toContain('2026')
      expect(experiment.protocol.length).toBeGreaterThan(2)
      expect(experiment.controls.length).toBeGreaterThan(2)
      for (const { says, rule } of experiment.claims) {
        expect(says).toMatch(/\.$/)
        expect(rule).toMatch(/^(Shown|Broken|At floor|Not shown)/)
      }
      const names = experiment.claims.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    })

    it('plans tasks of unlike names and honest costs, and says nothing before one has run', async () => {
      const plan = experiment.plan(ground, experiment.texts)
      const names = plan.tasks.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const { cost } of plan.tasks) expect(cost.read + cost.written).toBeGreaterThan(0)
      expect(Object.values(plan.seeds).every(Number.isSafeInteger)).toBe(true)
    })

    it('takes its own texts back from JSON, and refuses what has another form', () => {
      expect(() =>
        experiment.plan(ground, JSON.parse(JSON.stringify(experiment.texts))),
      ).not.toThrow()
      const texts = experiment.texts as Record<string, unknown>
      const [first = ''] = Object.keys(texts)
      const bad: unknown[] = [
        null,
        [],
        {},
        'texts',
        { ...texts, [first]: [] },
        { ...texts, [first]: 3 },
      ]
      bad.push(JSON.parse(`{"__proto__": {"x": 1}, "${first}": 1}`))
      for (const value of bad) {
        const refused = () => experiment.plan(ground, value)
        expect(refused).toThrow(LabError)
        expect(refused).toThrow(/[.]$/)
      }
    })

    it('runs on a model without a chat template, or says what is skipped', async () => {
      const bare = withoutTemplate()
      const chats = experiment.plan(ground, experiment.texts)
      const plan = experiment.plan(bare.ground, experiment.texts)
      for (const sentence of plan.skipped) expect(sentence).toMatch(/[.]$/)
      if (chats.tasks.length !== plan.tasks.length) expect(plan.skipped).not.toEqual([])
      for (const task of [plan.tasks[0], plan.tasks.at(-1)])
        await expect(task?.measure(bare.model)).resolves.toBeDefined()
    })
  },
)

it('finds experiments by name, and lists the names for another one', () => {
  expect(experimentOf('danger').name).toBe('danger')
  expect(() => experimentOf('toString')).toThrow('There are danger, feeling')
})

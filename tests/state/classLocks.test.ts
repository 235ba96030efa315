import { describe, expect, it } from 'vitest'
import { CONTROL_NAMES, type ControlName, type Lock } from '../../src/state/class/classControl.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import type { ClassPlan } from '../../src/state/class/classPlan.ts'
import { classSentence } from '../../src/state/class/classSentence.ts'
import type { Draft } from '../../src/state/run/draft.ts'
import { nothingKept, tuesday, visit } from '../fakes/classVisit.ts'

const locking = (control: ControlName, lock: Lock, more: object = {}): ClassPlan =>
  parseClassPlan({ controls: { [control]: lock }, ...more })

describe.each(['locked', 'hidden'] as const)('a %s control', (lock) => {
  const changes: [ControlName, Partial<Omit<Draft, 'coefficient'>>][] = [
    ['prompt', { prompt: 'another' }],
    ['form', { form: 'continuation' }],
    ['direction', { direction: 'feel' }],
    ['seed', { seed: '12' }],
    ['draw', { draw: 2 }],
    ['sampling', { temperature: '2' }],
    ['sampling', { topK: '1' }],
    ['sampling', { topP: '0.5' }],
    ['sampling', { repetitionPenalty: '1.2' }],
    ['sampling', { maxTokens: '5' }],
    ['blocks', { steerBlock: '3' }],
    ['blocks', { readBlock: '3' }],
    ['watch', { watch: true }],
    ['watch', { alarmThreshold: '2' }],
  ]
  it.each(changes)('keeps the %s from being edited: %j', (control, change) => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(locking(control, lock))
    const before = state().draft
    lab.edit(change)
    expect(state().draft).toEqual(before)
    expect(says()).toMatch(/^Your class keeps/)
  })

  it('keeps its field alone: the rest of the same edit is taken', () => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(locking('seed', lock))
    lab.edit({ seed: '12', topK: '5' })
    expect(state().draft).toMatchObject({ seed: '11', topK: '5' })
    expect(says()).toBe('Your class keeps the seed at 11.')
    lab.edit({ topK: '6' })
    expect(says()).toBeNull()
  })

  it.each([0.3, Number.NaN])('keeps the slider from being moved to %s', (coefficient) => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(locking('slider', lock, { draft: { coefficient: 0.2 } }))
    lab.setCoefficient(coefficient)
    expect(state().draft.coefficient).toBe(0.2)
    expect(state().run).toEqual({ phase: 'idle' })
    expect(says()).toBe('Your class keeps the push at +0.20.')
  })

  it('keeps the push while the model writes', async () => {
    const { lab, state } = visit(nothingKept())
    await lab.load()
    lab.joinClass(locking('slider', lock, { draft: { coefficient: 0.2 } }))
    const run = lab.run()
    lab.setCoefficient(-0.4)
    await run
    expect(state().lanes[1]?.reply.every((token) => token.coefficient === 0.2)).toBe(true)
  })

  it('keeps the model from running, deriving and measuring', async () => {
    const { lab, state, engines, says } = visit(nothingKept())
    await lab.load()
    lab.joinClass(locking('run', lock))
    await lab.run()
    await lab.derive('pairs')
    await lab.runExperiment('danger')
    expect(state()).toMatchObject({ run: { phase: 'idle' }, derive: { phase: 'idle' } })
    expect(state().experiments.danger.run.phase).toBe('idle')
    expect(engines[0]?.requests).toEqual([])
    expect(says()).toContain('locked running the model')
  })

  it('of the mode keeps it', () => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(locking('mode', lock))
    lab.setMode('recorded')
    expect(state().mode.choice).toBeNull()
    expect(says()).toBe('Your class decides between recorded and live texts.')
  })

  it('of the direction keeps other ones from being derived', async () => {
    const { lab, state } = visit(nothingKept())
    await lab.load()
    lab.joinClass(locking('direction', lock))
    await lab.derive('pairs')
    expect(state().derive).toEqual({ phase: 'idle' })
  })

  it('of the prompt keeps own texts of experiments out', async () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(locking('prompt', lock))
    expect(await lab.setTexts('danger', { items: [] })).toBe(
      'Your class keeps the prompts, and own texts for an experiment too. The texts in use stay.',
    )
    expect(state().experiments.danger.texts).toBeUndefined()
  })
})

describe('a class that says which texts it looks at', () => {
  it('decides that, also where the switch is free', () => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ texts: 'live' }))
    lab.setMode('recorded')
    expect(state().mode.choice).toBeNull()
    expect(says()).toBe('Your class decides between recorded and live texts.')
    lab.leaveClass()
    lab.setMode('recorded')
    expect(state().mode.choice).toBe('recorded')
  })
})

describe('the prompts of a class', () => {
  const plan = locking('prompt', 'locked', { prompts: ['One', 'Two'] })

  it('can be chosen while the field is locked', () => {
    const { lab, state, says } = visit(nothingKept())
    lab.joinClass(plan)
    lab.edit({ prompt: 'Two' })
    expect(state().draft.prompt).toBe('Two')
    lab.edit({ prompt: 'Three' })
    expect(state().draft.prompt).toBe('Two')
    expect(says()).toBe('Your class keeps to its own prompts. Choose one of those below the field.')
  })

  it('cannot be chosen while both are locked', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ ...plan, controls: { prompt: 'locked', examples: 'hidden' } }))
    lab.edit({ prompt: 'Two' })
    expect(state().draft.prompt).toBe('One')
  })
})

describe('a class that keeps a direction which has to be derived', () => {
  it('runs along no other one, and says how to get it', async () => {
    const { lab, state } = visit(nothingKept())
    await lab.load()
    lab.joinClass(locking('direction', 'locked', { draft: { direction: 'feel' } }))
    await lab.run()
    expect(state().run).toEqual({
      phase: 'refused',
      field: 'direction',
      sentence:
        'Your class steers along “feel templates”, which is not derived in this tab yet. Derive it in the Directions room, then press Run again.',
    })
    await lab.derive('feel')
    await lab.run()
    expect(state().run).toEqual({ phase: 'done' })
    expect(state().ran?.passport.recipe).toBe('feel')
  })
})

describe('the settings of a lesson', () => {
  const setup = { seed: '7', coefficient: -0.2, prompt: 'Of the lesson' }
  const controls = { seed: 'locked', slider: 'locked' }

  it('are set outside of a class, as an edit sets them', () => {
    const { lab, state } = visit(nothingKept())
    lab.setUp('steering', setup)
    expect(state().draft).toMatchObject(setup)
  })

  it('are set in a class that gives the lesson, what the class keeps too', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ lesson: 'steering', controls }))
    lab.setUp('steering', setup)
    expect(state().draft).toMatchObject(setup)
  })

  it('leave alone what a class keeps that gives another lesson', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ lesson: 'reading', controls }))
    lab.setUp('steering', setup)
    expect(state().draft).toMatchObject({ ...setup, seed: '11', coefficient: 0 })
  })
})

it('has a sentence for every control that a class can keep', () => {
  const { lab, state } = visit(nothingKept())
  lab.joinClass(tuesday)
  const sentences = CONTROL_NAMES.map((control) =>
    classSentence({ ...state(), classNote: { kind: 'kept', control } }),
  )
  expect(new Set(sentences).size).toBe(CONTROL_NAMES.length)
  for (const sentence of sentences) expect(sentence).toMatch(/class/)
})

import { afterEach, describe, expect, it } from 'vitest'
import { currentLanguage, speak } from '../../src/language/say.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import type { Draft } from '../../src/state/run/draft.ts'
import { nothingKept, tuesday, visit } from '../fakes/classVisit.ts'

const own: Partial<Omit<Draft, 'coefficient'>> = { prompt: 'My own prompt', seed: '3', topK: '9' }

afterEach(() => speak('en'))

describe('joining a class', () => {
  it('sets the Lab as the class says, and says so in the store', () => {
    const { lab, state } = visit(nothingKept())
    lab.edit(own)
    lab.joinClass(tuesday)
    expect(state().classroom).toEqual(tuesday)
    expect(state().draft).toMatchObject({
      ...{ prompt: 'How do you feel right now?', seed: '11', coefficient: 0.2, maxTokens: '30' },
      topK: '256', // a default, not the person's own
    })
  })

  it('begins with the first of its prompts when it sets none', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ prompts: ['One', 'Two'] }))
    expect(state().draft.prompt).toBe('One')
  })

  it('keeps the own draft aside and gives it back on leaving, as if nothing had been', () => {
    const kept = nothingKept()
    const { lab, state } = visit(kept)
    lab.edit(own)
    lab.setCoefficient(-0.1)
    const before = state().draft
    const stored = kept.draft
    lab.joinClass(tuesday)
    lab.edit({ prompt: 'typed in class' })
    expect(kept.draft).toBe(stored)
    lab.leaveClass()
    expect(state().classroom).toBeNull()
    expect(state().draft).toEqual(before)
    expect(visit(kept).state().draft).toEqual(before)
  })

  it('again by the same link goes on with what was typed', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(tuesday)
    lab.edit({ prompt: 'typed in class' })
    lab.joinClass(parseClassPlan({ ...tuesday }))
    expect(state().draft.prompt).toBe('typed in class')
  })

  it('again after leaving finds what was typed there, and what the class keeps', () => {
    const { lab, state } = visit(nothingKept())
    lab.joinClass(tuesday)
    lab.edit({ prompt: 'typed in class' })
    lab.leaveClass()
    lab.edit({ seed: '99' })
    lab.joinClass(tuesday)
    expect(state().draft).toMatchObject({ prompt: 'typed in class', seed: '11' })
  })

  it('from another class begins anew, and leaving gives back the own draft', () => {
    const { lab, state } = visit(nothingKept())
    lab.edit(own)
    lab.joinClass(tuesday)
    lab.edit({ prompt: 'typed in class' })
    lab.joinClass(parseClassPlan({ title: 'Wednesday', draft: { prompt: 'Hello' } }))
    expect(state().draft).toMatchObject({ prompt: 'Hello', coefficient: 0 })
    lab.leaveClass()
    expect(state().draft).toMatchObject(own)
  })

  it('ends a run that writes', async () => {
    const { lab, state } = visit(nothingKept())
    await lab.load()
    const run = lab.run()
    lab.joinClass(tuesday)
    await run
    expect(state().run).toEqual({ phase: 'stopped' })
  })

  it('speaks the language of the class and goes back to the own one', async () => {
    const { lab } = visit(nothingKept())
    lab.joinClass(parseClassPlan({ language: 'de' }))
    await expect.poll(currentLanguage).toBe('de')
    lab.leaveClass()
    await expect.poll(currentLanguage).toBe('en')
  })

  it('loads the model of the class when the page holds another', async () => {
    const { lab, state } = visit(nothingKept())
    for await (const _ of lab.engine.load({ folder: 'another/' }));
    expect(state().model).toMatchObject({ phase: 'ready', model: { about: { name: 'another/' } } })
    lab.joinClass(tuesday)
    await expect
      .poll(() => state().model)
      .toMatchObject({ phase: 'ready', model: { about: { name: 'SmolLM2-135M-Instruct' } } })
  })
})

describe('a reload in a class', () => {
  it('stays in it, with what was typed', () => {
    const kept = nothingKept()
    const first = visit(kept)
    first.lab.edit(own)
    first.lab.joinClass(tuesday)
    first.lab.edit({ prompt: 'typed in class' })
    const { lab, state } = visit(kept)
    expect(state().classroom).toEqual(tuesday)
    expect(state().draft).toMatchObject({ prompt: 'typed in class', seed: '11', coefficient: 0.2 })
    lab.leaveClass()
    expect(state().draft).toMatchObject(own)
    expect(visit(kept).state().classroom).toBeNull()
  })

  it('comes back to the language that was spoken before the class', async () => {
    const kept = nothingKept()
    visit(kept).lab.joinClass(parseClassPlan({ language: 'de' }))
    await expect.poll(currentLanguage).toBe('de')
    visit(kept).lab.leaveClass()
    await expect.poll(currentLanguage).toBe('en')
  })

  it('takes what the class keeps from the class, not from a draft that was changed in storage', () => {
    const kept = nothingKept()
    visit(kept).lab.joinClass(tuesday)
    const stored = JSON.parse(kept.classDraft ?? '')
    Object.assign(stored.draft, { seed: '99', coefficient: -0.4, prompt: 'changed' })
    kept.classDraft = JSON.stringify(stored)
    expect(visit(kept).state().draft).toMatchObject({
      ...{ seed: '11', coefficient: 0.2, prompt: 'changed' },
    })
  })

  it('begins anew where the draft of the class is damaged or gone', () => {
    for (const damaged of ['{', 'null', '[]', '{"of": "other", "draft": {}}', null]) {
      const kept = nothingKept()
      visit(kept).lab.joinClass(tuesday)
      kept.classDraft = damaged
      expect(visit(kept).state().draft).toMatchObject({ seed: '11', maxTokens: '30' })
    }
  })

  it.each([
    '{',
    'null',
    '7',
    '{"version": 1}',
    '{"version": 2, "plan": {}}',
    '{"version": 1, "plan": {"room": "kitchen"}}',
  ])('is told that a damaged session is not joined again, once: %s', (session) => {
    const kept = { ...nothingKept(), session }
    const { lab, state, says } = visit(kept)
    lab.edit(own)
    expect(state().classroom).toBeNull()
    expect(says()).toBe(
      'What this browser kept of your class could not be read, so you are not in the class now. Open the class link again to go back; your own prompt and settings are here.',
    )
    expect(visit(kept).says()).toBeNull()
    expect(visit(kept).state().draft).toMatchObject(own)
  })

  it('does not join a session that was edited: it is told, and forgotten', () => {
    const kept = nothingKept()
    const first = visit(kept)
    first.lab.edit(own)
    first.lab.joinClass(tuesday)
    const stored = JSON.parse(kept.session ?? '')
    const [version, checksum, length, payload = ''] = stored.code.split('.')
    const plan = atob(payload.slice(1).replaceAll('-', '+').replaceAll('_', '/'))
    expect(plan).toContain('"locked"')
    const edited = `j${btoa(plan.replace('"locked"', '"hidden"')).replaceAll('=', '')}`
    expect(edited).toHaveLength(payload.length)
    kept.session = JSON.stringify({
      ...stored,
      code: [version, checksum, length, edited].join('.'),
    })
    const { state, says } = visit(kept)
    expect(state().classroom).toBeNull()
    expect(says()).toContain('What this browser kept of your class could not be read')
    expect(state().draft).toMatchObject(own)
    expect(kept.session).toBeNull()
  })
})

describe('storage that is refused', () => {
  it('is no class that was lost: nothing is told', () => {
    expect(visit(nothingKept(), { refuses: true }).says()).toBeNull()
  })

  it('leaves the class with the tab, and the own draft comes back all the same', () => {
    const { lab, state, says } = visit(nothingKept(), { refuses: true })
    lab.edit(own)
    lab.joinClass(tuesday)
    expect(says()).toBeNull()
    lab.edit({ seed: '99' })
    expect(state().draft.seed).toBe('11')
    lab.leaveClass()
    expect(state().draft).toMatchObject(own)
  })

  it('or evicted in the middle of a class changes nothing while the tab is open', () => {
    const kept = nothingKept()
    const { lab, state } = visit(kept)
    lab.joinClass(tuesday)
    Object.assign(kept, nothingKept())
    lab.edit({ seed: '99', prompt: 'goes on' })
    expect(state().draft).toMatchObject({ seed: '11', prompt: 'goes on' })
    expect(state().classroom).toEqual(tuesday)
  })
})

import { describe, expect, it } from 'vitest'
import { freshDraft } from '../../src/state/run/draft.ts'
import { restoreDraft } from '../../src/state/run/draftStorage.ts'
import { labWithFake } from '../fakes/labWithFake.ts'

const holding = (text: string | null) => ({ read: () => text, write: () => undefined })

describe('a stored draft', () => {
  it('is the default, without a note, when nothing is stored', () => {
    expect(restoreDraft(holding(null))).toEqual({ draft: freshDraft, note: null })
  })

  it('comes back as it was typed, numbers that cannot be used included', () => {
    let stored: string | null = null
    const storage = {
      read: () => stored,
      write: (text: string) => {
        stored = text
      },
    }
    const { lab } = labWithFake({}, storage)
    lab.edit({ prompt: 'Typed before', seed: 'not yet', watch: true, alarmThreshold: '1.5' })
    lab.setCoefficient(-0.15)
    expect(labWithFake({}, storage).state().draft).toMatchObject({
      prompt: 'Typed before',
      seed: 'not yet',
      watch: true,
      alarmThreshold: '1.5',
      coefficient: -0.15,
    })
  })

  it.each(['{', 'null', '[]', '7'])('is replaced by the default with a note: %s', (text) => {
    const { draft, note } = restoreDraft(holding(text))
    expect(draft).toEqual(freshDraft)
    expect(note).toContain('could not be read')
  })

  it.each([
    '{"prompt": 5}',
    '{"coefficient": "x"}',
    '{"coefficient": null}',
    '{"draw": 0}',
    '{"draw": 1.5}',
    '{"coefficient": 1e999}',
    '{"form": "poem"}',
    '{"seed": 7}',
    '{"watch": "on"}',
    '{"alarmThreshold": 1}',
  ])('gives way in one field that is damaged, with a note: %s', (text) => {
    const { draft, note } = restoreDraft(holding(text))
    expect(draft).toEqual(freshDraft)
    expect(note).toContain('could not be read')
  })

  it('keeps the prompt beside a damaged field, and the rest beside a damaged prompt', () => {
    const stored = { prompt: 'Typed before', seed: '5', draw: 0 }
    const { draft, note } = restoreDraft(holding(JSON.stringify(stored)))
    expect(draft).toEqual({ ...freshDraft, prompt: 'Typed before', seed: '5' })
    expect(note).toContain('the rest is kept')
    expect(restoreDraft(holding('{"prompt": 5, "seed": "5"}')).draft).toEqual({
      ...freshDraft,
      seed: '5',
    })
  })

  it('never stops the lab when storage is closed', () => {
    const closed = {
      read: () => {
        throw new Error('denied')
      },
      write: () => {
        throw new Error('denied')
      },
    }
    const { lab, state } = labWithFake({}, closed)
    lab.edit({ prompt: 'still works' })
    expect(state().draft.prompt).toBe('still works')
  })
})

import { describe, expect, it } from 'vitest'
import { freshDraft } from '../../src/state/draft.ts'
import { restoreDraft } from '../../src/state/draftStorage.ts'
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
    lab.edit({ prompt: 'Typed before', seed: 'not yet' })
    lab.setCoefficient(-0.15)
    expect(labWithFake({}, storage).state().draft).toMatchObject({
      prompt: 'Typed before',
      seed: 'not yet',
      coefficient: -0.15,
    })
  })

  it.each([
    '{',
    'null',
    '[]',
    '7',
    '{"prompt": 5}',
    '{"coefficient": "x"}',
    '{"coefficient": null}',
    '{"draw": 0}',
    '{"form": "poem"}',
  ])('is replaced by the default with a note when it is damaged: %s', (text) => {
    const { draft, note } = restoreDraft(holding(text))
    expect(draft).toEqual(freshDraft)
    expect(note).toContain('could not be read')
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

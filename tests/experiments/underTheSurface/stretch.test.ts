import { describe, expect, it } from 'vitest'
import { freeStretches, tellingTokens } from '../../../src/experiments/underTheSurface/stretch.ts'

const telling = new Set(['lost', "can't"])
const plain = (count: number) => Array.from({ length: count }, () => ' word')

describe('stretches', () => {
  it('are cut into pieces of at most 16 tokens, and what is left below 8 is dropped', () => {
    expect(freeStretches(plain(50), telling)).toEqual([
      { start: 0, end: 16 },
      { start: 16, end: 32 },
      { start: 32, end: 48 },
    ])
    expect(freeStretches(plain(24), telling)).toEqual([
      { start: 0, end: 16 },
      { start: 16, end: 24 },
    ])
    expect(freeStretches(plain(7), telling)).toEqual([])
  })

  it('keep 8 tokens away from a telling word, however it is cut into tokens or written', () => {
    const pieces = [...plain(20), ' Lo', 'st', ',', ...plain(20)]
    expect(tellingTokens(pieces, telling)).toEqual([{ start: 20, end: 22 }])
    expect(freeStretches(pieces, telling)).toEqual([
      { start: 0, end: 12 },
      { start: 30, end: 43 },
    ])
  })

  it('know words by their letters and apostrophes, not as parts of others', () => {
    expect(tellingTokens([' Ghost', 'lost', ' losts'], telling)).toEqual([])
    expect(tellingTokens([' I', ' can', "'t", '.'], telling)).toEqual([{ start: 1, end: 3 }])
  })

  it('are not misled by tokens that add no text', () => {
    expect(tellingTokens(['', ' lost', '', ' now'], telling)).toEqual([{ start: 1, end: 2 }])
  })
})

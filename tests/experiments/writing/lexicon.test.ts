import { describe, expect, it } from 'vitest'
import { countWords, lexiconScore, withoutEcho } from '../../../src/experiments/writing/lexicon.ts'

const lexicon = { calm: ['calm', 'tea', 'rest'], desperate: ['lost', 'despair', 'panic'] }

describe('the lexicon', () => {
  it('counts runs of letters and apostrophes of the lower-cased text', () => {
    expect(countWords("CALM tea-time, isn't it? Lost 42 times; restless.", lexicon)).toEqual({
      words: 8,
      calm: 2,
      desperate: 1,
    })
    expect(countWords('', lexicon)).toEqual({ words: 0, calm: 0, desperate: 0 })
  })

  it('scores desperate minus calm words per 100 words', () => {
    const filler = 'word '.repeat(17)
    expect(lexiconScore(`${filler} lost lost calm`, lexicon)).toBeCloseTo(5, 12)
    expect(lexiconScore(`${filler} calm calm lost`, lexicon)).toBeCloseTo(-5, 12)
  })

  it('counts a text below ten words as one of ten, so that a short one cannot score more', () => {
    expect(lexiconScore('lost', lexicon)).toBe(10)
    expect(lexiconScore('', lexicon)).toBe(0)
  })

  it('leaves out words that could be echoes of the texts a direction is made of', () => {
    const texts = ['She felt relaxed and panicked.', 'He rested.', 'Despairing, at ease']
    expect(withoutEcho({ calm: ['relaxing', 'easy', 'tea'], desperate: ['panic'] }, texts)).toEqual(
      {
        calm: ['easy', 'tea'],
        desperate: [],
      },
    )
  })
})

import { describe, expect, it } from 'vitest'
import shipped from '../../src/data/contrast.json' with { type: 'json' }
import { LabError } from '../../src/labError.ts'
import { parseContrastSet } from '../../src/steering/contrastSet.ts'
import { contrastHash, sha256Hex } from '../../src/steering/hash.ts'
import { contrastFile } from './fakeModel.ts'

describe('parseContrastSet', () => {
  it('reads the shipped texts whole', () => {
    const contrast = parseContrastSet(shipped)
    expect(contrast.situationPairs).toHaveLength(48)
    expect(contrast.situationPairs.filter(({ heldOut }) => !heldOut)).toHaveLength(32)
    expect(contrast.feel.templates).toHaveLength(12)
    expect(contrast.feel.desperateWords[0]).toBe('desperate')
    expect(contrast.neutralAnswers).toHaveLength(32)
    expect(Object.keys(contrast.scenes)).toHaveLength(12)
    expect(contrast.lexicon.desperate).toHaveLength(69)
    expect(contrast.steerPrompts.chat).toHaveLength(8)
    expect(contrast.confirmationPrompts.raw).toHaveLength(8)
    expect(contrast.readout.suffixes[0]).toBe(' I feel so')
    expect(contrast.numericRamps['tylenol']?.values.at(-1)).toBe(16_000)
    expect(contrast.verbalRamps['pills']).toHaveLength(4)
    expect(contrast.dilemmas).toHaveLength(8)
    expect(contrast.userMessages.calm).toHaveLength(8)
    expect(contrast.persona.questions).toHaveLength(24)
    expect(contrast.neutral).toHaveLength(32)
  })

  it('leaves the parts of experiments empty where there are none', () => {
    const contrast = parseContrastSet(contrastFile())
    expect(contrast.lexicon).toEqual({ calm: [], desperate: [] })
    expect(contrast.dilemmas).toEqual([])
  })

  const feel = contrastFile().feel
  const [pair] = contrastFile().situation_pairs
  it.each([
    ['no object', null, /^The file must be an object/],
    ['no pairs', { situation_pairs: undefined }, /^situation_pairs must be a list/],
    [
      'a blank text',
      { situation_pairs: [{ ...pair, calm: ' ' }] },
      /^situation_pairs\[0\]\.calm must be a text/,
    ],
    [
      'a held_out that is a word',
      { situation_pairs: [{ ...pair, held_out: 'no' }] },
      /held_out must be true or false/,
    ],
    [
      'only held-out pairs',
      { situation_pairs: [{ ...pair, held_out: true }] },
      /a pair that is not held out/,
    ],
    [
      'a template without {X}',
      { feel: { ...feel, templates: ['I feel.'] } },
      /^feel\.templates\[0\] must hold \{X\}/,
    ],
    ['no words', { feel: { ...feel, calm_words: [] } }, /^feel\.calm_words must not be empty/],
    ['no neutral answers', { neutral_answers: [] }, /^neutral_answers must not be empty/],
    [
      'an answer without its question',
      { neutral_answers: [{ answer: 'a' }] },
      /^neutral_answers\[0\]\.user must be a text/,
    ],
    ['a lexicon of one side', { lexicon: { calm: [] } }, /^lexicon\.desperate must be a list/],
    [
      'a ramp of texts',
      { numeric_ramps: { a: { text: 'x', values: ['1'], expected_sign: 1 } } },
      /^numeric_ramps\.a\.values\[0\] must be a number/,
    ],
    ['an endless text', { neutral: ['x'.repeat(20_001)] }, /at most 20,000 characters/],
  ])('refuses %s', (_, change, sentence) => {
    const act = () => parseContrastSet(change === null ? change : { ...contrastFile(), ...change })
    expect(act).toThrow(LabError)
    expect(act).toThrow(sentence)
  })

  it('refuses hostile keys wherever they stand', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const scenes = JSON.parse(`{"${key}": ["x"]}`)
      expect(() => parseContrastSet({ ...contrastFile(), scenes })).toThrow(
        `must not have a key "${key}"`,
      )
    }
  })
})

describe('contrastHash', () => {
  it('depends on the texts of directions and on nothing else', async () => {
    const contrast = parseContrastSet(contrastFile())
    const hash = await contrastHash(contrast)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await contrastHash({ ...contrast, neutral: ['more'] })).toBe(hash)
    expect(await contrastHash(parseContrastSet(contrastFile('lying')))).not.toBe(hash)
  })
})

describe('sha256Hex', () => {
  it('equals the published value for "abc"', async () => {
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})

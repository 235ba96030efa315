import { describe, expect, it } from 'vitest'
import { asChat, asRaw, readable } from '../../../src/experiments/reading/readableText.ts'
import { plantedPort } from '../plantedPort.ts'

const { model } = plantedPort({})
const own = async (...asked: string[]) => {
  const { pieces, own } = await readable(model, asChat(...asked))
  return pieces.slice(own.start, own.end).join('')
}

describe('the own tokens of a text', () => {
  it('are those of the last user’s message, wherever its words occur besides', async () => {
    expect(await own('The sea is flat.')).toBe('The sea is flat.')
    expect(await own('assistant')).toBe('assistant')
    expect((await readable(model, asChat('assistant'))).own.start).toBe(2)
    expect(await own('again', 'again and again', 'again')).toBe('again')
    expect((await readable(model, asChat('again', 'no', 'again'))).own.start).toBeGreaterThan(8)
  })

  it('are all but the sink of a raw text, or a part of it', async () => {
    const { pieces, own: whole } = await readable(model, asRaw('We sink now.'))
    expect(pieces.slice(whole.start, whole.end).join('')).toBe('We sink now.')
    const { own: part } = await readable(model, asRaw('We sink now.'), 'sink now.')
    expect(pieces.slice(part.start, part.end)).toEqual([' sink', ' now.'])
  })

  it('are refused when there are none, or more than the model reads', async () => {
    await expect(readable(model, asRaw(''))).rejects.toMatchObject({ code: 'bad-input' })
    const long = 'word '.repeat(3000)
    await expect(readable(model, asRaw(long))).rejects.toMatchObject({ code: 'too-long' })
  })
})

import { describe, expect, it } from 'vitest'
import { placeWord } from '../../../src/experiments/emotionMap/emotionMapPlace.ts'
import { nearestWords } from '../../../src/experiments/emotionMap/emotionMapPlane.ts'
import { plantedWords } from '../plantedWords.ts'
import { held, planted, plantedEmotionMap } from './plantedMap.ts'

describe('a word that somebody adds', () => {
  const { model, ground } = plantedWords(planted(held))
  const mapOf = () => plantedEmotionMap(model, ground)

  it('lands where it was read before, and is not its own neighbor', async () => {
    const map = await mapOf()
    const placed = await placeWord(model, ground, map, ' word7 ', 3)
    expect(placed.x).toBeCloseTo(map.plane.places[7]!.x, 5)
    expect(placed.y).toBeCloseTo(map.plane.places[7]!.y, 5)
    expect(placed.neighbors).toHaveLength(3)
    expect(placed.neighbors).toEqual(
      nearestWords(map, { vector: map.vectors[7]!, word: 'word7' }, 3).map(({ word, cosine }) => ({
        word,
        cosine: expect.closeTo(cosine, 5),
      })),
    )
    expect(placed.neighbors.map(({ word }) => word)).not.toContain('word7')
  })

  it('may be new, and does not move the others', async () => {
    const map = await mapOf()
    const placed = await placeWord(model, ground, map, 'stranger')
    expect(placed.neighbors).toHaveLength(8)
    expect(Number.isFinite(placed.x + placed.y)).toBe(true)
  })

  it.each(['', '   ', 'a\nb', 'x'.repeat(41)])('is refused when it is %j', async (word) => {
    await expect(placeWord(model, ground, await mapOf(), word)).rejects.toMatchObject({
      code: 'bad-input',
    })
  })

  it('is refused on the map of another model or block', async () => {
    const map = await mapOf()
    const other = { ...map, model: { name: 'another', hash: 'd'.repeat(64) } }
    await expect(placeWord(model, ground, other, 'calm')).rejects.toMatchObject({
      code: 'model-mismatch',
    })
    await expect(placeWord(model, ground, { ...map, block: 3 }, 'calm')).rejects.toThrow('block 3')
  })
})

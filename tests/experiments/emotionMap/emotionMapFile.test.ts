import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type EmotionMapFile,
  encodeEmotionMap,
  parseEmotionMap,
} from '../../../src/experiments/emotionMap/emotionMapFile.ts'
import { nearestWords, placeIn } from '../../../src/experiments/emotionMap/emotionMapPlane.ts'
import { emotionMapTexts } from '../../../src/experiments/emotionMap/emotionMapTexts.ts'
import { dot } from '../../../src/math/vector.ts'
import { parseDirectionFile } from '../../../src/steering/directionFile.ts'
import { plantedWords } from '../plantedWords.ts'
import { held, planted, plantedEmotionMap } from './plantedMap.ts'

const { model, ground } = plantedWords(planted(held))
const map = await plantedEmotionMap(model, ground)
const file = () => structuredClone(encodeEmotionMap(map))
const bundled = join(import.meta.dirname, '../../../models/SmolLM2-135M-Instruct/evenkeel')

describe('the file of a map', () => {
  it('gives back the map, with vectors that keep a cosine above .999 with their own', () => {
    const read = parseEmotionMap(JSON.parse(JSON.stringify(file())), model.about)
    const { vectors, plane, ...rest } = read
    const { vectors: own, plane: ownPlane, ...expected } = map
    expect(rest).toEqual(expected)
    expect(plane.components).toEqual(ownPlane.components)
    expect(plane.origin).toEqual(ownPlane.origin)
    for (const [w, vector] of vectors.entries()) {
      expect(dot(vector, own[w]!)).toBeGreaterThan(0.999)
      expect(plane.places[w]!.x).toBeCloseTo(ownPlane.places[w]!.x, 6)
    }
  })

  it('is refused by another model, or by other weights of the same', () => {
    const other = { ...model.about, hash: 'd'.repeat(64) }
    expect(() => parseEmotionMap(file(), other)).toThrow(
      expect.objectContaining({ code: 'model-mismatch' }),
    )
  })

  it.each<[string, (file: EmotionMapFile) => unknown]>([
    ['format must be "evenkeel-emotion-map/1"', (f) => ({ ...f, format: 'evenkeel-directions/1' })],
    ['The file must be an object', () => 'map'],
    ['model must be an object', (f) => ({ ...f, model: null })],
    ['model.hash must be a SHA-256', (f) => ({ ...f, model: { name: 'x', hash: '12' } })],
    ['block must be a block of the model', (f) => ({ ...f, block: 30 })],
    ['words must not hold a word twice', (f) => ({ ...f, words: f.words.map(() => 'same') })],
    ['vectors.scales has the shape', (f) => ({ ...f, words: f.words.slice(1) })],
    [
      'mean must hold 128 numbers',
      (f) => ({ ...f, mean: { ...f.mean, shape: [1], float32: 'AAAAAA==' } }),
    ],
    ['templates[0] must hold {X}', (f) => ({ ...f, templates: ['I feel it.'] })],
    ['vectors.int8 must be base64', (f) => ({ ...f, vectors: { ...f.vectors, int8: '<b>' } })],
    [
      'vectors.int8 must hold 50 rows of 128 bytes',
      (f) => ({ ...f, vectors: { ...f.vectors, int8: f.vectors.int8.slice(0, 400) } }),
    ],
    [
      'vectors must hold unit rows, but row 0',
      (f) => ({
        ...f,
        vectors: { ...f.vectors, int8: f.vectors.int8.replace(/[^=]/g, 'A') },
      }),
    ],
    ['components has the shape', (f) => ({ ...f, components: f.places })],
    ['origin must hold two numbers', (f) => ({ ...f, origin: [1] })],
    ['shares[1] must be a number', (f) => ({ ...f, shares: [1, null] })],
    ['places', (f) => ({ ...f, places: undefined })],
  ])('is refused where %s', (sentence, change) => {
    expect(() => parseEmotionMap(change(file()), model.about)).toThrow(sentence)
  })
})

describe('the map of the bundled model', () => {
  it('is small, belongs to the model, and opens at once', async () => {
    const text = await readFile(join(bundled, 'emotion-map.json'), 'utf8')
    expect(text.length).toBeLessThan(200_000)
    const { passport } = parseDirectionFile(
      JSON.parse(await readFile(join(bundled, 'calm-to-desperate.json'), 'utf8')),
    )
    const start = performance.now()
    const read = parseEmotionMap(JSON.parse(text))
    expect(performance.now() - start).toBeLessThan(500)
    expect(read.model.hash).toBe(passport.modelHash)
    expect(read.block).toBe(18)
    expect(read.words).toEqual(emotionMapTexts.words)
    expect(read.templates).toEqual(emotionMapTexts.templates)
    for (const [w, vector] of read.vectors.entries())
      expect(placeIn(read.plane, vector).x).toBeCloseTo(read.plane.places[w]!.x, 1)
  })

  it('has the neighbors that the study found', async () => {
    const read = parseEmotionMap(
      JSON.parse(await readFile(join(bundled, 'emotion-map.json'), 'utf8')),
    )
    const nearest = (word: string) => {
      const vector = read.vectors[read.words.indexOf(word)]!
      return nearestWords(read, { vector, word }, 3).map(({ word: other }) => other)
    }
    expect(nearest('calm')).toEqual(['peaceful', 'relaxed', 'serene'])
    expect(nearest('afraid')).toEqual(['scared', 'frightened', 'terrified'])
    expect(nearest('surprised').slice(0, 2)).toEqual(['shocked', 'astonished'])
  })
})

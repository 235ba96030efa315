import { LabError } from '../../labError.ts'
import { norm, scaled, unit } from '../../math/vector.ts'
import {
  base64Of,
  bytesOf,
  type EncodedArray,
  encodeArray,
  encodedArrayOf,
} from '../../steering/encodedArray.ts'
import {
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
  textsOf,
  wholeOf,
} from '../../steering/field.ts'
import type { EmotionMap, Plane } from './emotionMapPlane.ts'
import { wordOf } from './emotionMapTexts.ts'

/** A map as it lies in a file, so that it opens without its model. */
export interface EmotionMapFile {
  format: 'evenkeel-emotion-map/1'
  describe: Record<string, string> // what each field means, for people; never read
  model: { name: string; hash: string }
  block: number
  templates: string[]
  words: string[]
  mean: EncodedArray // (dModel)
  vectors: { shape: [number, number]; int8: string; scales: EncodedArray } // (word, dModel)
  components: EncodedArray // (2, dModel)
  origin: number[]
  shares: number[]
  places: EncodedArray // (word, 2)
}

const describe = {
  mean: 'mean residual of the words at the block, at the last token of the templates',
  vectors:
    'one unit vector a word, from the mean to the word: base64 of signed bytes in C order, times the scale of its row',
  components: 'two unit vectors: to the pleasant, to the aroused',
  origin: 'what is taken from vector . component, so that the middle of the words lies at 0',
  shares: 'of the variance of the vectors',
  places: 'of the words along the components, before their vectors were rounded',
  arrays: 'base64 of little-endian float32 in C order',
}

/** The map as a plain value for JSON. Vectors are rounded to 255 steps each: they keep a cosine above .999 with their own. */
export function encodeEmotionMap(map: EmotionMap): EmotionMapFile {
  const { vectors, plane } = map
  const dModel = map.mean.length
  const scales = Float32Array.from(vectors, (row) => Math.max(...row.map(Math.abs)) / 127)
  const int8 = new Int8Array(vectors.length * dModel)
  for (const [w, row] of vectors.entries())
    int8.set(
      row.map((value) => Math.round(value / scales[w]!)),
      w * dModel,
    )
  const components = Float32Array.from(plane.components.flatMap((row) => [...row]))
  const places = Float32Array.from(plane.places.flatMap(({ x, y }) => [x, y]))
  return {
    format: 'evenkeel-emotion-map/1',
    describe,
    model: { name: map.model.name, hash: map.model.hash },
    block: map.block,
    templates: [...map.templates],
    words: [...map.words],
    mean: encodeArray(map.mean, [dModel]),
    vectors: {
      shape: [vectors.length, dModel],
      int8: base64Of(new Uint8Array(int8.buffer)),
      scales: encodeArray(scales, [vectors.length]),
    },
    components: encodeArray(components, [2, dModel]),
    origin: [...plane.origin],
    shares: [...plane.shares],
    places: encodeArray(places, [vectors.length, 2]),
  }
}

/**
 * Reads a map. Throws LabError with a sentence that names the field, and `model-mismatch` where the map was made with
 * another model, or with other weights of the same.
 */
export function parseEmotionMap(
  value: unknown,
  model?: { name: string; hash: string; nLayers: number; dModel: number },
): EmotionMap {
  const file: Field = { value, name: '', code: 'bad-file' }
  const part = (key: string) => fieldOf(file, key)
  if (part('format').value !== 'evenkeel-emotion-map/1')
    throw refusal(part('format'), 'must be "evenkeel-emotion-map/1". This is no map of emotions')
  const about = { name: textOf(fieldOf(part('model'), 'name')), hash: hashOf(part('model')) }
  if (model && model.hash !== about.hash)
    throw new LabError(
      'model-mismatch',
      `This map was made with ${about.name}, of other weights than ${model.name} has here. Run the experiment on this model instead.`,
    )
  const words = itemsOf(part('words')).map(wordOf)
  if (new Set(words).size < words.length) throw refusal(part('words'), 'must not hold a word twice')
  const mean = encodedArrayOf(part('mean')).values
  const dModel = model?.dModel ?? mean.length
  if (mean.length !== dModel) throw refusal(part('mean'), `must hold ${dModel} numbers`)
  const block = wholeOf(part('block'), 0)
  if (model && block >= model.nLayers) throw refusal(part('block'), 'must be a block of the model')
  return {
    ...{ model: about, block, words, mean },
    templates: textsOf(part('templates')).map((template, i) => {
      if (template.includes('{X}')) return template
      throw refusal(itemsOf(part('templates'))[i]!, 'must hold {X} where the word belongs')
    }),
    vectors: vectorsOf(part('vectors'), words.length, dModel),
    plane: planeOf(part, words.length, dModel),
  }
}

function vectorsOf(field: Field, words: number, dModel: number): Float32Array[] {
  const bytes = bytesOf(fieldOf(field, 'int8'))
  const scales = arrayOf(fieldOf(field, 'scales'), [words])
  if (bytes.length !== words * dModel)
    throw refusal(fieldOf(field, 'int8'), `must hold ${words} rows of ${dModel} bytes`)
  const steps = new Int8Array(bytes.buffer)
  return Array.from(scales, (scale, w) => {
    const row = scaled(Float32Array.from(steps.subarray(w * dModel, (w + 1) * dModel)), scale)
    if (Math.abs(norm(row) - 1) > 0.01)
      throw refusal(field, `must hold unit rows, but row ${w} has length ${norm(row).toFixed(3)}`)
    return unit(row)
  })
}

function planeOf(part: (key: string) => Field, words: number, dModel: number): Plane {
  const rows = arrayOf(part('components'), [2, dModel])
  const places = arrayOf(part('places'), [words, 2])
  return {
    components: [rows.subarray(0, dModel), rows.subarray(dModel)],
    origin: pairOf(part('origin')),
    shares: pairOf(part('shares')),
    places: Array.from({ length: words }, (_, w) => ({ x: places[2 * w]!, y: places[2 * w + 1]! })),
  }
}

function arrayOf(field: Field, expected: readonly number[]): Float32Array {
  const { shape, values } = encodedArrayOf(field)
  if (shape.join() !== expected.join())
    throw refusal(field, `has the shape [${shape.join(', ')}] instead of [${expected.join(', ')}]`)
  return values
}

function pairOf(field: Field): [number, number] {
  const [first, second, third] = itemsOf(field)
  if (!first || !second || third) throw refusal(field, 'must hold two numbers')
  return [numberOf(first), numberOf(second)]
}

function hashOf(model: Field): string {
  const field = fieldOf(model, 'hash')
  const hash = textOf(field)
  if (!/^[0-9a-f]{64}$/.test(hash)) throw refusal(field, 'must be a SHA-256 of 64 hex digits')
  return hash
}

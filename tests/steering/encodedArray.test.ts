import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { norm } from '../../src/math/vector.ts'
import { encodeArray, parseEncodedArray } from '../../src/steering/encodedArray.ts'

const json = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

describe('parseEncodedArray', () => {
  it('gives back bit for bit what was written', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true }), (values) => {
        const text = JSON.stringify(encodeArray(values, [1, values.length]))
        const back = parseEncodedArray(JSON.parse(text), 'x')
        expect(back.shape).toEqual([1, values.length])
        expect(new Uint32Array(back.values.buffer)).toEqual(new Uint32Array(values.slice().buffer))
      }),
    )
  })

  it('writes the bytes that NumPy does', () => {
    // base64.b64encode(np.array([1, -2.5], '<f4').tobytes())
    expect(encodeArray(Float32Array.of(1, -2.5), [2])).toEqual({
      shape: [2],
      float32: 'AACAPwAAIMA=',
    })
  })

  it('reads the reference values of the bundled model', () => {
    const { directions } = json('../golden/smollm2-135m-instruct.json')
    const { shape, values } = parseEncodedArray(directions.calm_to_desperate, 'calm_to_desperate')
    expect(shape).toEqual([30, 576])
    expect(norm(values.subarray(14 * 576, 15 * 576))).toBeCloseTo(1, 5)
  })

  it('reads the arrays of the tiny decoders', () => {
    const golden = json('../fixtures/tiny-decoders/llama-fused/golden.json')
    expect(parseEncodedArray(golden.steer.vector, 'steer.vector').values).toHaveLength(48)
  })

  it.each([
    ['a missing shape', { float32: '' }, /^v\.shape must be a list/],
    [
      'a shape that is not whole',
      { shape: [0.5], float32: '' },
      /^v\.shape\[0\] must be a whole number/,
    ],
    ['bad base64', { shape: [1], float32: 'AA*APw==' }, /^v\.float32 must be base64/],
    ['base64 that is cut short', { shape: [1], float32: 'AACAPw' }, /^v\.float32 must be base64/],
    ['too few bytes', { shape: [2], float32: 'AACAPw==' }, /takes 8 bytes, but holds 4/],
    ['NaN', { shape: [1], float32: 'AADAfw==' }, /holds NaN at index 0/],
    ['infinity', { shape: [1], float32: 'AACAfw==' }, /holds Infinity at index 0/],
    ['a list of numbers', [1, 2], /^v must be an object/],
    ['nothing', undefined, /^v must be an object/],
  ])('refuses %s', (_, value, sentence) => {
    expect(() => parseEncodedArray(value, 'v')).toThrow(LabError)
    expect(() => parseEncodedArray(value, 'v')).toThrow(sentence)
  })
})

describe('encodeArray', () => {
  it('throws when the shape asks for another count', () => {
    expect(() => encodeArray(new Float32Array(3), [2])).toThrow(RangeError)
  })
})

import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { encodeDirectionFile, parseDirectionFile } from '../../src/steering/directionFile.ts'
import { encodeArray } from '../../src/steering/encodedArray.ts'
import { plantedSet } from './plantedSet.ts'

const set = plantedSet()
const file = JSON.parse(JSON.stringify(encodeDirectionFile(set)))

describe('parseDirectionFile', () => {
  it('gives back bit for bit what was written', () => {
    expect(parseDirectionFile(file)).toEqual(set)
    expect(parseDirectionFile(file, { nLayers: 3, dModel: 8 })).toEqual(set)
  })

  it('says what each field means to people who open the file', () => {
    expect(file.describe.typicalNorms).toMatch(/median/)
  })

  it('refuses directions of another model', () => {
    const act = () => parseDirectionFile(file, { nLayers: 30, dModel: 576 })
    expect(act).toThrow(expect.objectContaining({ code: 'model-mismatch' }))
    expect(act).toThrow(/3 blocks of 8 numbers, but the model has 30 of 576/)
  })

  it.each([
    ['another format', { format: 'gguf' }, /^format must be "evenkeel-directions\/1"/],
    ['an unknown recipe', { recipe: 'magic' }, /^recipe must be one of pairs,/],
    [
      'rows that are not unit',
      {
        directions: encodeArray(
          set.directions.map((x) => 2 * x),
          [3, 8],
        ),
      },
      /row 0 has length 2\b/,
    ],
    [
      'another shape',
      { neutralMeans: encodeArray(set.neutralMeans, [8, 3]) },
      /^neutralMeans has the shape \[8, 3\]/,
    ],
    ['too few norms', { typicalNorms: [1, 2] }, /^typicalNorms has 2 items instead of 3/],
    ['a norm of 0', { typicalNorms: [1, 0, 1] }, /^typicalNorms\[1\] must be above 0/],
    ['an SD that is no number', { readingSd: [1, 'x', 1] }, /^readingSd\[1\] must be a number/],
    [
      'half a component',
      { neutralComponents: [0, 1.5, 0] },
      /^neutralComponents\[1\] must be a whole number/,
    ],
    ['no passport', { passport: undefined }, /^passport must be an object/],
    [
      'a hash that is none',
      { passport: { ...set.passport, modelHash: 'abc' } },
      /^passport\.modelHash must be a SHA-256/,
    ],
    ['no blocks', { nLayers: 0 }, /^nLayers must be a whole number from 1/],
  ])('refuses %s', (_, change, sentence) => {
    const act = () => parseDirectionFile({ ...file, ...change })
    expect(act).toThrow(LabError)
    expect(act).toThrow(sentence)
  })

  it('refuses hostile keys', () => {
    expect(() => parseDirectionFile(JSON.parse('{"__proto__": {}}'))).toThrow(/must not have a key/)
  })
})

import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { encodeArray } from '../../src/steering/encodedArray.ts'
import { parseSteerFile } from '../../src/steering/steerFile.ts'

const model = { nLayers: 4, dModel: 2 }
const vector = encodeArray(Float32Array.of(0.6, 0.8), [2])
const at = 'blocks.1.hook_resid_post'
const add = { kind: 'add', at, vector, scale: 29.4 }

describe('parseSteerFile', () => {
  it('reads every kind and begins at position 1 unless told otherwise', () => {
    const file = {
      interventions: [
        add,
        { kind: 'ablate', at, vector, firstPosition: 1 },
        { kind: 'clamp', at: 'blocks.0.hook_resid_pre', vector, projection: -3.5 },
      ],
    }
    const common = { vector: Float32Array.of(0.6, 0.8), firstPosition: 1 }
    expect(parseSteerFile(file, model)).toEqual([
      { kind: 'add', at, scale: 29.4, ...common },
      { kind: 'ablate', at, ...common },
      { kind: 'clamp', at: 'blocks.0.hook_resid_pre', projection: -3.5, ...common },
    ])
    expect(
      parseSteerFile({ interventions: [{ ...add, firstPosition: 0 }] }, model)[0]?.firstPosition,
    ).toBe(0)
  })

  const one = (change: object) => ({ interventions: [{ ...add, ...change }] })
  it.each([
    ['no object', [], 'bad-input', /^The file must be an object/],
    ['no list', {}, 'bad-input', /^interventions must be a list/],
    [
      'an unknown kind',
      one({ kind: 'push' }),
      'bad-input',
      /^interventions\[0\]\.kind must be "add", "ablate" or "clamp"/,
    ],
    [
      'an unknown hook point',
      one({ at: 'blocks.9.hook_resid_post' }),
      'bad-input',
      /no hook point "blocks\.9/,
    ],
    ['no hook point', one({ at: 3 }), 'bad-input', /^interventions\[0\]\.at must be a text/],
    [
      'a scale that is a text',
      one({ scale: '3' }),
      'bad-input',
      /^interventions\[0\]\.scale must be a number/,
    ],
    [
      'no projection',
      one({ kind: 'clamp' }),
      'bad-input',
      /^interventions\[0\]\.projection must be a number/,
    ],
    [
      'a negative first position',
      one({ firstPosition: -1 }),
      'bad-input',
      /^interventions\[0\]\.firstPosition must be a whole number from 0/,
    ],
    [
      'a vector for another model',
      one({ vector: encodeArray(new Float32Array(3), [3]) }),
      'model-mismatch',
      /^interventions\[0\]\.vector has the shape \[3\], but this model needs \[2\]/,
    ],
    [
      'a vector that is not unit',
      one({ kind: 'ablate', vector: encodeArray(Float32Array.of(3, 4), [2]) }),
      'bad-input',
      /length 1, not 5/,
    ],
    [
      'a hostile key',
      JSON.parse('{"interventions":[],"__proto__":{}}'),
      'bad-input',
      /must not have a key "__proto__"/,
    ],
  ])('refuses %s', (_, file, code, sentence) => {
    const act = () => parseSteerFile(file, model)
    expect(act).toThrow(LabError)
    expect(act).toThrow(sentence)
    expect(act).toThrow(expect.objectContaining({ code }))
  })
})

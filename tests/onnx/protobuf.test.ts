import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MessageWriter } from '../../src/onnx/messageWriter.ts'
import { encodeOnnx, type OnnxModel, parseOnnx } from '../../src/onnx/onnxModel.ts'
import { DamagedMessage, fields, integersOf, textOf } from '../../src/onnx/protobuf.ts'
import { bytesOf, tinyDecoders } from './tinyDecoders.ts'

const number = fc.integer({ min: 1, max: 536870911 })

describe('Messages', () => {
  it('come back as they were written', () => {
    const entry = fc.oneof(
      fc.tuple(fc.constant('integer' as const), number, fc.maxSafeInteger()),
      fc.tuple(fc.constant('text' as const), number, fc.string({ unit: 'grapheme' })),
      fc.tuple(fc.constant('float' as const), number, fc.float({ noNaN: true })),
      fc.tuple(fc.constant('bytes' as const), number, fc.uint8Array({ maxLength: 700 })),
    )
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const writer = new MessageWriter()
        for (const [kind, field, value] of entries) {
          if (kind === 'integer') writer.integer(field, value)
          else if (kind === 'text') writer.text(field, value)
          else if (kind === 'float') writer.float(field, value)
          else writer.bytes(field, value)
        }
        const bytes = writer.finish()
        const read = [...fields(bytes)]
        expect(read).toHaveLength(entries.length)
        entries.forEach(([kind, field, value], index) => {
          const found = read[index]!
          expect(found.number).toBe(field)
          const payload = bytes.slice(found.from, found.end)
          if (kind === 'integer') expect(found.value).toBe(value)
          else if (kind === 'text') expect(textOf(bytes, found)).toBe(value)
          else if (kind === 'bytes') expect(payload).toEqual(Uint8Array.from(value))
          else expect(new Float32Array(payload.buffer)[0]).toBe(value)
        })
      }),
    )
  })

  it('hold repeated integers packed or one by one', () => {
    const packed = Uint8Array.of(0x0a, 3, 0x96, 0x01, 0x07)
    expect([...fields(packed)].flatMap((field) => integersOf(packed, field))).toEqual([150, 7])
    const single = Uint8Array.of(0x08, 0x96, 0x01, 0x08, 0x07)
    expect([...fields(single)].flatMap((field) => integersOf(single, field))).toEqual([150, 7])
  })

  it('are refused with the place where a length, a tag or a number cannot be right', () => {
    for (const [bytes, offset, cutShort] of [
      [[0x0a, 5, 1], 0, true],
      [[0x08, 1, 0x08, 0x80], 3, true],
      [[0x0b], 0, false],
      [[0x00, 1], 0, false],
      [[0x08, ...Array<number>(11).fill(0xff)], 1, false],
    ] as const) {
      let error: unknown
      try {
        for (const _ of fields(Uint8Array.from(bytes)));
      } catch (caught) {
        error = caught
      }
      expect(error).toBeInstanceOf(DamagedMessage)
      expect(error).toMatchObject({ offset, cutShort })
    }
  })

  it('end, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          for (const field of fields(bytes)) expect(field.end).toBeLessThanOrEqual(bytes.length)
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedMessage)
        }
      }),
    )
  })
})

describe('A model', () => {
  it.each([...tinyDecoders('tiny-decoders'), ...tinyDecoders('number-formats')])(
    '$name is the same after writing and reading',
    ({ path }) => {
      const model = parseOnnx(bytesOf(path), 'model.onnx')
      const again = parseOnnx(encodeOnnx(model, model.graph), 'model.onnx')
      expect(again.opset).toBe(model.opset)
      expect(again.graph.nodes).toEqual(model.graph.nodes)
      expect(again.graph.inputs).toEqual(model.graph.inputs)
      expect(again.graph.outputs).toEqual(model.graph.outputs)
      expect(digests(again)).toEqual(digests(model))
    },
  )
})

/** Everything about the weights, with a digest for their numbers. */
function digests(model: OnnxModel): unknown[] {
  return [...model.graph.initializers.values()].map(({ data, ...rest }) => {
    if (data.kind !== 'inline') return { data, ...rest }
    return { digest: createHash('sha256').update(data.bytes).digest('hex'), ...rest }
  })
}

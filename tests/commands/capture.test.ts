import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '../model/folders.ts'
import { byteIds, byteTokenizer } from './byteTokenizer.ts'
import { answerOf, type Encoded, encode, floats, off, tinyFolder } from './runCli.ts'
import { decoded, tinyReference } from './tinyReference.ts'

interface Capture {
  ids: number[]
  at: string[]
  positions: number[]
  residual: Encoded
  logits?: Encoded
}

const folders = temporaryFolders()
const tiny = tinyFolder('llama-fused')
const golden = tinyReference('llama-fused')
const { num_hidden_layers: nLayers, hidden_size: dModel } = golden
const prompt = golden.prompts[0]!
const length = prompt.input_ids.length
const ids = ['--ids', prompt.input_ids.join(',')]
const vector = decoded(golden.steer.vector)
const steerAt = `blocks.${golden.steer.layer}.hook_resid_post`

const steerFile = (...interventions: object[]): string => {
  const path = join(folders.empty(), 'steer.json')
  writeFileSync(path, JSON.stringify({ interventions }))
  return path
}
const capture = (...flags: string[]) =>
  answerOf<Capture>('capture', tiny, '--dtype', 'fp32', ...flags)
/** One token's residual of a capture of all positions. */
const token = (residual: Float32Array, hook: number, position: number) => {
  const start = (hook * length + position) * dModel
  return residual.subarray(start, start + dModel)
}

describe('evenkeel capture', { timeout: 120_000 }, () => {
  it('gives every hook point at every position, and the last logits when asked', async () => {
    const answer = await capture(...ids, '--logits')
    expect(Object.keys(answer)).toEqual(['ids', 'at', 'positions', 'residual', 'logits'])
    expect(answer.ids).toEqual(prompt.input_ids)
    expect(answer.at).toEqual([
      'blocks.0.hook_resid_pre',
      ...Array.from({ length: nLayers }, (_, layer) => `blocks.${layer}.hook_resid_post`),
    ])
    expect(answer.positions).toEqual(prompt.input_ids.map((_, i) => i))
    expect(answer.residual.shape).toEqual([nLayers + 1, length, dModel])
    const residual = floats(answer.residual)
    expect(off(residual.slice(0, length * dModel), decoded(prompt.resid_embed))).toBeLessThan(2e-4)
    expect(off(residual.slice(length * dModel), decoded(prompt.resid_post))).toBeLessThan(2e-4)
    expect(answer.logits?.shape).toEqual([golden.vocab_size])
    expect(off(floats(answer.logits!), decoded(prompt.logits_last))).toBeLessThan(1e-4)
  })

  it('takes hook points and positions in the order given', async () => {
    const at = `blocks.2.hook_resid_post,blocks.0.hook_resid_pre`
    const [answer, last, all] = await Promise.all([
      capture(...ids, '--at', at, '--positions', '4,1'),
      capture(...ids, '--at', at, '--positions', 'last'),
      capture(...ids),
    ])
    expect(answer).toMatchObject({ at: at.split(','), positions: [4, 1] })
    expect(answer).not.toHaveProperty('logits')
    expect(answer.residual.shape).toEqual([2, 2, dModel])
    const whole = floats(all.residual)
    const expected = [
      token(whole, 3, 4),
      token(whole, 3, 1),
      token(whole, 0, 4),
      token(whole, 0, 1),
    ]
    expect(
      off(floats(answer.residual), Float32Array.from(expected.flatMap((row) => [...row]))),
    ).toBe(0)
    expect(last.positions).toEqual([length - 1])
    const ends = [token(whole, 3, length - 1), token(whole, 0, length - 1)]
    expect(off(floats(last.residual), Float32Array.from(ends.flatMap((row) => [...row])))).toBe(0)
  })

  it('adds a vector from position 0 on when told to, as the reference does', async () => {
    const add = { kind: 'add', at: steerAt, vector: encode(vector), scale: 1, firstPosition: 0 }
    const answer = await capture(...ids, '--steer', steerFile(add), '--logits')
    const from = prompt.steered.resid_post_from_layer
    const after = floats(answer.residual).slice((from + 1) * length * dModel)
    expect(off(after, decoded(prompt.steered.resid_post))).toBeLessThan(2e-4)
    expect(off(floats(answer.logits!), decoded(prompt.steered.logits_last))).toBeLessThan(1e-4)
  })

  it('adds scale times the vector from position 1 on when nothing is said', async () => {
    const add = { kind: 'add', at: steerAt, vector: encode(vector), scale: -2.5 }
    const [steered, plain] = await Promise.all([
      capture(...ids, '--steer', steerFile(add)),
      capture(...ids),
    ])
    const [moved, still] = [floats(steered.residual), floats(plain.residual)]
    for (let hook = 0; hook <= nLayers; hook++)
      expect(off(token(moved, hook, 0), token(still, hook, 0))).toBe(0)
    const hook = golden.steer.layer + 1
    for (let position = 1; position < length; position++) {
      const expected = token(still, hook, position).map((value, i) => value - 2.5 * vector[i]!)
      expect(off(token(moved, hook, position), expected)).toBeLessThan(1e-4)
    }
  })

  it('ablates and clamps along a unit vector', async () => {
    const size = Math.hypot(...vector)
    const unit = vector.map((value) => value / size)
    const common = { at: steerAt, vector: encode(unit) }
    const [ablated, clamped] = await Promise.all([
      capture(...ids, '--steer', steerFile({ kind: 'ablate', ...common })),
      capture(...ids, '--steer', steerFile({ kind: 'clamp', ...common, projection: 3.5 })),
    ])
    const along = (answer: Capture, position: number) =>
      token(floats(answer.residual), golden.steer.layer + 1, position).reduce(
        (sum, value, i) => sum + value * unit[i]!,
        0,
      )
    for (let position = 1; position < length; position++) {
      expect(Math.abs(along(ablated, position))).toBeLessThan(1e-4)
      expect(Math.abs(along(clamped, position) - 3.5)).toBeLessThan(1e-4)
    }
    expect(Math.abs(along(ablated, 0))).toBeGreaterThan(0.01) // position 0 is left alone
  })

  it('reads text behind the beginning token, and chat through the template', async () => {
    const folder = folders.copy(tiny, byteTokenizer())
    const read = (flag: string) =>
      answerOf<Capture>('capture', folder, '--dtype', 'fp32', flag, 'é 🙂', '--positions', 'last')
    const [text, chat] = await Promise.all([read('--text'), read('--chat')])
    expect(text.ids).toEqual([1, ...byteIds('é 🙂')])
    expect(text.positions).toEqual([text.ids.length - 1])
    expect(chat.ids).toEqual([1, ...byteIds('é 🙂'), 2, 1])
  })
})

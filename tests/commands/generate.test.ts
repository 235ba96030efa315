import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolders } from '../model/folders.ts'
import { byteIds, byteTokenizer } from './byteTokenizer.ts'
import { answerOf, encode, evenkeel, readJson, tinyFolder } from './runCli.ts'
import { decoded, tinyReference } from './tinyReference.ts'

interface Generated {
  promptIds: number[]
  ids: number[]
  text: string
  steps: { id: number; piece: string; logprob: number }[]
  stopped: 'stop' | 'length'
}

const folders = temporaryFolders()
const golden = tinyReference('llama-fused')
const prompt = golden.prompts[0]!
const ids = ['--ids', prompt.input_ids.join(',')]

describe('evenkeel generate', { timeout: 120_000 }, () => {
  let tiny: string // never stops: its references go on past the end of sequence
  let bytes: string // a token a byte
  beforeAll(() => {
    const config = { 'config.json': endless() }
    tiny = folders.copy(tinyFolder('llama-fused'), config)
    bytes = folders.copy(tiny, byteTokenizer())
  })
  const generate = (folder: string, ...flags: string[]) =>
    answerOf<Generated>('generate', folder, '--dtype', 'fp32', '--max-tokens', '8', ...flags)

  it('writes the greedy ids of the reference', async () => {
    const answer = await generate(tiny, ...ids, '--greedy')
    expect(Object.keys(answer)).toEqual(['promptIds', 'ids', 'text', 'steps', 'stopped'])
    expect(answer.promptIds).toEqual(prompt.input_ids)
    expect(answer.ids).toEqual(prompt.greedy)
    expect(answer.steps.map(({ id }) => id)).toEqual(prompt.greedy)
    expect(Object.keys(answer.steps[0]!)).toEqual(['id', 'piece', 'logprob'])
    expect(answer).toMatchObject({ stopped: 'length', text: '' })
    const logits = decoded(prompt.logits_last)
    const sum = Math.log(logits.reduce((total, value) => total + Math.exp(value), 0))
    expect(answer.steps[0]!.logprob).toBeCloseTo(logits[prompt.greedy[0]!]! - sum, 3)
  })

  it('writes the steered greedy ids of the reference', async () => {
    const path = join(folders.empty(), 'steer.json')
    const add = {
      kind: 'add',
      at: `blocks.${golden.steer.layer}.hook_resid_post`,
      vector: encode(decoded(golden.steer.vector)),
      scale: 1,
      firstPosition: 0,
    }
    writeFileSync(path, JSON.stringify({ interventions: [add] }))
    const answer = await generate(tiny, ...ids, '--greedy', '--steer', path)
    expect(answer.ids).toEqual(prompt.steered.greedy)
    expect(answer.ids).not.toEqual(prompt.greedy)
  })

  it('draws the same from the same seed, seed 0 when none is given, and otherwise from another', async () => {
    const drawn = (...flags: string[]) => generate(tiny, ...ids, '--temperature', '1.5', ...flags)
    const [none, zero, one, cut] = await Promise.all([
      drawn(),
      drawn('--seed', '0'),
      drawn('--seed', '1'),
      drawn('--seed', '1', '--top-k', '1'),
    ])
    expect(zero).toEqual(none)
    expect(one.ids).not.toEqual(zero.ids)
    expect(cut.ids).toEqual(prompt.greedy)
  })

  it('gives the text with its pieces, and shows it on stderr as it comes', async () => {
    const args = ['--dtype', 'fp32', '--text', 'Hé', '--max-tokens', '8', '--greedy']
    const { code, stdout, stderr } = await evenkeel('generate', bytes, ...args)
    expect(code).toBe(0)
    const answer = JSON.parse(stdout) as Generated
    expect(answer.promptIds).toEqual([1, ...byteIds('Hé')])
    expect(answer.ids).toHaveLength(8)
    const pieces = answer.steps.map(({ piece }) => piece).join('')
    expect(stderr).toContain(pieces)
    expect(answer.text.startsWith(pieces.replaceAll(/<(s|\/s|pad)>/g, ''))).toBe(true)
  })

  it('ends with a stop token, which is kept in the ids and left out of the text', async () => {
    const [, second] = prompt.greedy
    expect(prompt.greedy.indexOf(second!)).toBe(1)
    const stops = { 'generation_config.json': JSON.stringify({ eos_token_id: [second] }) }
    const answer = await generate(folders.copy(bytes, stops), ...ids, '--greedy')
    expect(answer).toMatchObject({ stopped: 'stop', ids: prompt.greedy.slice(0, 2) })
    expect(answer.steps[1]).toMatchObject({ id: second, piece: '' })
  })
})

/** The config of the tiny decoder without a stop token. */
function endless(): string {
  const path = join(tinyFolder('llama-fused'), 'config.json')
  const { eos_token_id: _, ...config } = readJson<Record<string, unknown>>(path)
  return JSON.stringify(config)
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolders } from '../model/folders.ts'
import { byteTokenizer } from './byteTokenizer.ts'
import { answerOf, type Encoded, evenkeel, floats, tinyFolder } from './runCli.ts'

interface Derived {
  recipe: string
  directions: Encoded
  typicalNorms: number[]
  neutralMeans: Encoded
  readingSd: number[]
  neutralComponents: number[]
  passport: Record<string, unknown>
}

/** A contrast set that is small enough for a decoder of 128 positions, a token a byte. */
const contrast = {
  situation_pairs: [
    { calm: 'The sea was flat.', desperate: 'The boat was sinking!' },
    { calm: 'She read at home.', desperate: 'She begged for help!' },
    { calm: 'Tea was served.', desperate: 'No one came back.', held_out: true },
  ],
  feel: {
    templates: ['I feel {X}.', 'He is {X} now.'],
    calm_words: ['calm', 'at ease'],
    desperate_words: ['desperate', 'lost'],
  },
  neutral_answers: [
    { user: 'What is tin?', answer: 'A soft metal that melts early.' },
    { user: 'What is a sonnet?', answer: 'A poem of fourteen lines.' },
    { user: 'Where is Bern?', answer: 'In Switzerland, by the Aare.' },
  ],
}

const folders = temporaryFolders()
const nLayers = 4
const dModel = 48

describe('evenkeel derive', { timeout: 120_000 }, () => {
  let model: string
  let contrastPath: string
  beforeAll(() => {
    model = folders.copy(tinyFolder('llama-fused'), byteTokenizer())
    contrastPath = join(folders.empty(), 'contrast.json')
    writeFileSync(contrastPath, JSON.stringify(contrast))
  })
  const derive = (...flags: string[]) =>
    answerOf<Derived>('derive', model, '--dtype', 'fp32', '--contrast', contrastPath, ...flags)
  const rowsOf = ({ directions }: Derived) => {
    const values = floats(directions)
    return Array.from({ length: nLayers }, (_, layer) =>
      values.subarray(layer * dModel, (layer + 1) * dModel),
    )
  }
  const cosine = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b)

  it('gives unit directions by block, norms, means, reading SD, components and a passport', async () => {
    const out = join(folders.empty(), 'directions.json')
    const answer = await derive('--out', out)
    for (const key of ['recipe', 'directions', 'typicalNorms', 'neutralMeans', 'readingSd'])
      expect(answer).toHaveProperty(key)
    expect(answer.recipe).toBe('calm-to-desperate')
    expect(answer.directions.shape).toEqual([nLayers, dModel])
    for (const row of rowsOf(answer)) expect(Math.hypot(...row)).toBeCloseTo(1, 5)
    expect(answer.neutralMeans.shape).toEqual([nLayers, dModel])
    for (const list of [answer.typicalNorms, answer.readingSd]) {
      expect(list).toHaveLength(nLayers)
      for (const value of list) expect(value).toBeGreaterThan(0)
    }
    expect(answer.neutralComponents).toHaveLength(nLayers)
    expect(Math.max(...answer.neutralComponents)).toBeGreaterThan(0)
    const bytes = contrast.neutral_answers.reduce((sum, { answer }) => sum + answer.length, 0)
    expect(answer.passport).toMatchObject({
      model: expect.stringMatching(/^model-/),
      modelHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      contrastHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      recipeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      recipe: 'calm-to-desperate',
      neutralTokens: bytes,
    })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(answer)
  })

  it('makes the recipe asked for, of which the usual one is the sum of two', async () => {
    const recipes = ['pairs-minus-neutral', 'feel', 'calm-to-desperate']
    const sets: Derived[] = []
    for (const recipe of recipes) sets.push(await derive('--recipe', recipe))
    expect(sets.map(({ recipe }) => recipe)).toEqual(recipes)
    const [pairs, feel, both] = sets.map(rowsOf)
    for (let layer = 0; layer < nLayers; layer++) {
      const sum = pairs![layer]!.map((value, i) => value + feel![layer]![i]!)
      expect(cosine(sum, both![layer]!)).toBeGreaterThan(1 - 1e-5)
      expect(cosine(pairs![layer]!, feel![layer]!)).toBeLessThan(0.99)
    }
  })

  it('keeps the result of before when nothing new comes of it', async () => {
    const out = join(folders.empty(), 'directions.json')
    writeFileSync(out, 'kept')
    const wordless = tinyFolder('llama-fused')
    const args = ['--dtype', 'fp32', '--contrast', contrastPath, '--out', out]
    expect((await evenkeel('derive', wordless, ...args)).code).toBe(1)
    expect(readFileSync(out, 'utf8')).toBe('kept')
  })

  it('refuses an unknown recipe by name, and tells its progress on stderr otherwise', async () => {
    const args = ['derive', model, '--dtype', 'fp32', '--contrast', contrastPath, '--recipe']
    const [wrong, right] = await Promise.all([
      evenkeel(...args, 'despair'),
      evenkeel(...args, 'pairs'),
    ])
    expect(wrong.code).toBe(1)
    expect(JSON.parse(wrong.stdout)).toEqual({
      error: { code: 'bad-input', message: expect.stringContaining('--recipe is "despair"') },
    })
    expect(JSON.parse(right.stdout)).toMatchObject({
      recipe: 'pairs',
      neutralComponents: [0, 0, 0, 0],
    })
    expect(right.stderr).toMatch(/neutral answers: \d+ of \d+/)
  })
})

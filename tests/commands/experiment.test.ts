import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { experimentNames } from '../../src/experiments/experiment.ts'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { temporaryFolders } from '../model/folders.ts'
import { byteTokenizer } from './byteTokenizer.ts'
import { answerOf, evenkeel, readJson, refusalOf, tinyFolder } from './runCli.ts'

/** Ramps that are short enough for a decoder of 128 positions, a token a byte. */
const ramp = (name: string, decoy: boolean, steps: string[]) => ({ name, decoy, steps })
const texts = {
  told: [
    ramp('sea', false, ['The sea is flat.', 'The boat leaks.', 'We are sinking.']),
    ramp('fire', false, ['The oven is warm.', 'It smells burnt.', 'The house burns.']),
    ramp('ice', false, ['It snows.', 'The ice is thin.', 'The ice breaks.']),
    ramp('cup', true, ['A white cup.', 'A blue cup.', 'A brown cup.']),
    ramp('pen', true, ['A red pen.', 'A green pen.', 'Two blue pens.']),
  ],
  counted: ['dose', 'debt', 'days'].map((name) => ({
    ...{ name, decoy: false, text: `The ${name} is {x}.`, values: [1, 20, 300] },
  })),
  afraidWords: ['afraid', 'scared', 'worried'],
  reference: Array.from({ length: 10 }, (_, i) => `Note ${i * i} is on page ${i}.`),
}
for (const name of ['page', 'house'])
  texts.counted.push({ name, decoy: true, text: `On ${name} {x}.`, values: [1, 20, 300] })

const contrast = {
  situation_pairs: [
    { calm: 'The sea was flat.', desperate: 'The boat was sinking!' },
    { calm: 'She read at home.', desperate: 'She begged for help!' },
  ],
  feel: { templates: ['I feel {X}.'], calm_words: ['calm'], desperate_words: ['lost'] },
  neutral_answers: [{ user: 'What is tin?', answer: 'A soft metal that melts early.' }],
}

const folders = temporaryFolders()

describe('evenkeel experiment', { timeout: 240_000 }, () => {
  let files: { model: string; texts: string; directions: string }
  beforeAll(async () => {
    const model = folders.copy(tinyFolder('llama-fused'), byteTokenizer())
    const folder = folders.empty()
    files = {
      model,
      texts: join(folder, 'texts.json'),
      directions: join(folder, 'directions.json'),
    }
    writeFileSync(files.texts, JSON.stringify(texts))
    writeFileSync(join(folder, 'contrast.json'), JSON.stringify(contrast))
    const from = ['--contrast', join(folder, 'contrast.json'), '--out', files.directions]
    await answerOf('derive', model, '--dtype', 'fp32', ...from)
  }, 240_000)

  const flags = () => [
    ...['--dtype', 'fp32', '--texts', files.texts, '--directions', files.directions],
  ]
  const run = (out: string, ...more: string[]) =>
    evenkeel('experiment', 'danger', files.model, ...flags(), '--out', out, ...more)

  it('lists the experiments by name', async () => {
    expect(await answerOf('experiment', 'list')).toEqual([...experimentNames])
  })

  it('writes result, items, figures and reports, and the same from its parts merged', async () => {
    const [whole, parts] = [folders.empty(), folders.empty()]
    const { code, stdout } = await run(whole)
    expect(code).toBe(0)
    const result = readJson<ExperimentResult>(join(whole, 'result.json'))
    expect(JSON.parse(stdout)).toEqual(result)
    expect(result).toMatchObject({ experiment: 'danger', textsAre: 'own' })
    expect(result.claims).toHaveLength(8)
    const verdicts = ['shown', 'not shown', 'at floor', 'broken']
    for (const { verdict, rule, effects, controls, n } of result.claims) {
      expect(verdicts).toContain(verdict)
      expect(rule).toMatch(/^(Shown|Not shown|At floor|Broken), because/)
      for (const { low, value, high } of effects) {
        expect(low).toBeLessThanOrEqual(value)
        expect(high).toBeGreaterThanOrEqual(value)
      }
      expect(controls.length).toBeGreaterThan(2)
      expect(n).toBe(3)
    }
    const items = readFileSync(join(whole, 'items.csv'), 'utf8').trimEnd().split('\r\n')
    expect(items).toHaveLength(1 + 15 + 15)
    for (const name of ['report.md', 'report.html', 'in-trouble-user-text.svg'])
      expect(readdirSync(whole)).toContain(name)

    for (const part of ['2/3', '1/3', '3/3']) {
      const ended = await run(parts, '--shard', part)
      expect({ code: ended.code, shard: JSON.parse(ended.stdout).shard }).toEqual({
        code: 0,
        shard: part,
      })
      if (part === '1/3') {
        const refused = await refusalOf('merge', parts)
        expect(refused).toMatchObject({ code: 'missing-file' })
        expect(refused.message).toContain('tasks are missing')
      }
    }
    await answerOf('merge', parts)
    expect(readFileSync(join(parts, 'result.json'))).toEqual(
      readFileSync(join(whole, 'result.json')),
    )

    const report = readFileSync(join(whole, 'report.html'), 'utf8')
    writeFileSync(join(whole, 'report.html'), '')
    await answerOf('report', whole)
    expect(readFileSync(join(whole, 'report.html'), 'utf8')).toBe(report)
  })

  it('goes on where it was broken off, in the middle of a line too', async () => {
    const out = folders.empty()
    await run(out)
    const log = join(out, 'measurements.jsonl')
    const whole = readFileSync(log, 'utf8')
    const result = readFileSync(join(out, 'result.json'))
    const lines = whole.split('\n')
    writeFileSync(log, `${lines.slice(0, 4).join('\n')}\n${lines[4]!.slice(0, 100)}`)
    const { stderr } = await run(out)
    expect(stderr).not.toContain('told sea')
    expect(readFileSync(log, 'utf8')).toBe(whole)
    expect(readFileSync(join(out, 'result.json'))).toEqual(result)
    appendFileSync(log, '{"task":"told sea","measurement":{"vectors":[1,null]}}\n')
    expect(await refusalOf('merge', out)).toMatchObject({ code: 'bad-file' })
  })

  it('refuses what cannot be run, with a sentence that says what to do', async () => {
    const out = folders.empty()
    const ask = (...args: string[]) => refusalOf('experiment', ...args, '--out', out)
    const { model } = files
    expect((await ask('danger', model, ...flags(), '--shard', '5/4')).message).toContain(
      'such as 1/4',
    )
    expect((await ask('danger', model, ...flags(), '--shard', '0/4')).message).toContain(
      'such as 1/4',
    )
    expect((await ask('anger', model)).message).toContain('There are danger, feeling')
    expect((await ask('danger', model, '--dtype', 'fp32')).message).toContain('ships no direction')
    const other = JSON.parse(readFileSync(files.directions, 'utf8'))
    Object.assign(other.passport, { modelHash: 'a'.repeat(64), model: 'another' })
    const foreign = join(folders.empty(), 'foreign.json')
    writeFileSync(foreign, JSON.stringify(other))
    const mismatch = await ask('danger', model, '--dtype', 'fp32', '--directions', foreign)
    expect(mismatch).toMatchObject({ code: 'model-mismatch' })
    expect(mismatch.message).toContain('Derive it again')
    const long = join(folders.empty(), 'long.json')
    const told = [ramp('long', false, ['short', 'x'.repeat(400)]), ...texts.told]
    writeFileSync(long, JSON.stringify({ ...texts, told }))
    const tooLong = await ask(
      'danger',
      model,
      ...flags().slice(0, 2),
      '--texts',
      long,
      ...flags().slice(4),
    )
    expect(tooLong).toMatchObject({ code: 'too-long' })
    expect(await refusalOf('merge', join(out, 'gone'))).toMatchObject({ code: 'missing-file' })
    expect(await refusalOf('report', folders.empty())).toMatchObject({ code: 'missing-file' })
    writeFileSync(join(out, 'result.json'), '{"experiment":"danger","figures":[]}')
    expect(await refusalOf('report', out)).toMatchObject({ code: 'bad-file' })
  })
})

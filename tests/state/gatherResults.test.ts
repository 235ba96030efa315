import { describe, expect, it } from 'vitest'
import {
  GATHER_LIMITS,
  gatherCodes,
  gatherFiles,
  type IncomingFile,
  nothingGathered,
} from '../../src/state/results/gatherResults.ts'
import { encodeResult, encodeResults, resultFile } from '../../src/state/results/resultCode.ts'
import { seal } from '../../src/state/sealedCode.ts'
import { pupils } from './pupils.ts'

const planted = { slope: 12, spread: 2, noise: 0.5 }
const codesOf = (results: ReturnType<typeof pupils>) => Promise.all(results.map(encodeResult))
const file = (name: string, text: string): IncomingFile => ({
  ...{ name, size: new TextEncoder().encode(text).length, text: async () => text },
})

describe('gathering', () => {
  it('takes thirty codes, one a line, with whatever a chat puts around them', async () => {
    const codes = await codesOf(pupils(30, planted))
    const chat = codes.map((code, i) => (i % 2 ? code : `[11:0${i % 10}] someone: ${code}`))
    const gathered = await gatherCodes(nothingGathered, chat.join('\r\n\n'))
    expect(gathered.results).toHaveLength(30)
    expect(gathered).toMatchObject({ repeats: 0, refused: [] })
    expect(JSON.stringify(gathered.results)).not.toContain('someone')
  })

  it('takes every code of a whole chat, also those behind the word “result:” and several in a line', async () => {
    const [first, second, third, fourth] = await codesOf(pupils(4, planted))
    const chat = [
      `Ada: my result: ${first}`,
      `Ben: ${second} and for my neighbor ${third}`,
      `Result:${fourth}${first}`,
      'Cem: is result: the right word?',
    ]
    const gathered = await gatherCodes(nothingGathered, chat.join('\n'))
    expect(gathered.results).toHaveLength(4)
    expect(gathered.repeats).toBe(1)
    expect(gathered.refused.map(({ name }) => name)).toEqual(['Line 1'])
    expect(gathered.left).toEqual(['Cem: is result: the right word?'])
  })

  it('tells of each bad code in a line, and takes the good one beside it', async () => {
    const [good] = await codesOf(pupils(1, planted))
    const line = `${good!.slice(0, -9)} ${good} result:1.abc`
    const { results, refused } = await gatherCodes(nothingGathered, line)
    expect(results).toHaveLength(1)
    expect(refused.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([
      expect.stringMatching(/^Line 1: .*cut: 9 characters are missing/),
      expect.stringMatching(/^Line 1: .*cut off near its beginning/),
    ])
  })

  it('forgets who came when: any order of the same codes and files gives the same', async () => {
    const results = pupils(12, planted)
    const codes = await codesOf(results)
    const forth = await gatherCodes(nothingGathered, codes.join('\n'))
    const back = await gatherCodes(nothingGathered, codes.toReversed().join('\n'))
    const asFiles = await gatherFiles(
      nothingGathered,
      results.toReversed().map((result, i) => file(`${i}.json`, resultFile(result))),
    )
    expect(back.results).toEqual(forth.results)
    expect(asFiles.results).toEqual(forth.results)
  })

  it('counts a result once, in whatever form it comes again', async () => {
    const [one, other] = pupils(2, planted)
    const code = await encodeResult(one!)
    const pasted = await gatherCodes(nothingGathered, `${code}\n${code}`)
    const gathered = await gatherFiles(pasted, [
      file('again.json', resultFile(one!)),
      file('codes.txt', `${code}\n${await encodeResult(other!)}\n`),
    ])
    expect(gathered.results).toHaveLength(2)
    expect(gathered).toMatchObject({ repeats: 3, refused: [] })
  })

  it('refuses each bad one by its line with its reason, and keeps the others', async () => {
    const [good] = await codesOf(pupils(1, planted))
    const lines = [
      'hello',
      good,
      good!.slice(0, -20),
      good!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      `result:${await seal('["r"]', 7)}`,
      `result:${await seal('{"a":"class"}', 1)}`,
      `result:${'x'.repeat(30_000)}`,
      '<script>alert(1)</script>',
    ]
    const { results, refused, left, aside } = await gatherCodes(nothingGathered, lines.join('\n'))
    expect(results).toHaveLength(1)
    expect(refused.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([
      expect.stringMatching(/^Line 1: .*cut: 20 characters are missing/),
      expect.stringMatching(/^Line 2: .*changed/),
      expect.stringMatching(/^Line 3: .*version 7/),
      expect.stringMatching(/^Line 4: .*no result/),
      expect.stringMatching(/^Line 5: .*longer than any result/),
    ])
    expect(left).toEqual(lines.slice(2, 7)) // to be mended where they are, by those numbers
    expect(aside).toBe(2)
    expect(JSON.stringify(refused)).not.toContain('script')
  })

  it('without any code is told as one thing, and stays in the field', async () => {
    const { refused, left } = await gatherCodes(nothingGathered, 'Ada: hello\nBen: hi')
    expect(refused).toMatchObject([
      { name: 'The pasted text', sentence: expect.stringContaining('no result code') },
    ])
    expect(left).toEqual(['Ada: hello', 'Ben: hi'])
    const next = await gatherCodes(
      { ...nothingGathered, left },
      (await codesOf(pupils(1, planted)))[0]!,
    )
    expect(next.left).toEqual([])
    expect(next.refused).toEqual([]) // of what was pasted before, and is in the field no more
    const file1 = await gatherFiles(nothingGathered, [file('poem.txt', 'roses are red')])
    expect((await gatherCodes(file1, 'Ada: hello')).refused).toHaveLength(2)
  })

  it('takes back what it gave to be saved', async () => {
    const { results } = await gatherCodes(
      nothingGathered,
      (await codesOf(pupils(30, planted))).join('\n'),
    )
    const again = await gatherFiles(nothingGathered, [
      file('class-results.txt', await encodeResults(results)),
    ])
    expect(again.results).toEqual(results)
    const bad = await gatherFiles(nothingGathered, [file('codes.txt', 'hello\nresult:1.abc')])
    expect(bad.refused.map(({ name }) => name)).toEqual(['The file codes.txt, line 2'])
  })

  it('refuses bad files by their names, without reading those that are too large', async () => {
    const [good] = pupils(1, planted)
    const large = { ...file('film.mp4', ''), size: 50e6 }
    large.text = () => Promise.reject(new Error('was read'))
    const gone = { ...file('gone.json', ''), text: () => Promise.reject(new Error('gone')) }
    const { results, refused } = await gatherFiles(nothingGathered, [
      large,
      gone,
      file('poem.txt', 'roses are red'),
      file('good.json', resultFile(good!)),
      file('cut.json', resultFile(good!).slice(0, 300)),
      file(`${'long'.repeat(40)}.json`, '{"kind":"other"}'),
    ])
    expect(results).toEqual([good])
    expect(refused.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([
      expect.stringMatching(/^The file film.mp4: .*larger than 512 kB/),
      expect.stringMatching(/^The file gone.json: .*could not be read/),
      expect.stringMatching(/^The file poem.txt: .*no result/),
      expect.stringMatching(/^The file cut.json: .*cut/),
      expect.stringMatching(/^The file longlong.{50,60}…: .*not one with/),
    ])
  })

  it('takes 200 results at most, and 5 MB', async () => {
    const codes = await codesOf(pupils(GATHER_LIMITS.results + 3, planted))
    const { results, refused } = await gatherCodes(nothingGathered, codes.join('\n'))
    expect(results).toHaveLength(GATHER_LIMITS.results)
    expect(refused).toHaveLength(3)
    expect(refused[0]!.sentence).toContain('200 results')
    const huge = await gatherCodes(nothingGathered, 'a'.repeat(GATHER_LIMITS.bytes + 1))
    expect(huge.refused).toMatchObject([
      { name: 'The pasted text', sentence: expect.stringContaining('5 MB') },
    ])
    const nearly = { ...nothingGathered, bytes: GATHER_LIMITS.bytes - 10 }
    const late = await gatherFiles(nearly, [file('late.json', '{"more": "than ten bytes"}')])
    expect(late.refused[0]!.sentence).toContain('5 MB')
  })

  it('is quick with a flood of lines that are none, and tells how many there were', async () => {
    const flood = 'no code\n'.repeat(100_000)
    const started = performance.now()
    const [code] = await codesOf(pupils(1, planted))
    const { results, aside, refused } = await gatherCodes(nothingGathered, `${flood}${code}`)
    expect([results.length, aside, refused.length]).toEqual([1, 100_000, 0])
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

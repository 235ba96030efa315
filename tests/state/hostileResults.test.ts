import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { decodeClass, encodeClass } from '../../src/state/class/classCode.ts'
import { readClassFile } from '../../src/state/class/classFile.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { parseProgress } from '../../src/state/lessons/lessonProgress.ts'
import { gatherCodes, gatherFiles, nothingGathered } from '../../src/state/results/gatherResults.ts'
import { encodeResult, parseResultFile, resultFile } from '../../src/state/results/resultCode.ts'
import { seal } from '../../src/state/sealedCode.ts'
import { pupils } from './pupils.ts'

const [result] = pupils(1, { slope: 12, spread: 2, noise: 0.5 })

describe('hostile results', () => {
  it('with a million points are refused, unread as a file and as a code', async () => {
    const point = JSON.stringify(result!.points[0])
    const text = resultFile(result!).replace(
      /"points": \[/,
      `"points": [${`${point},`.repeat(1e6)}`,
    )
    const file = { name: 'many.json', size: text.length, text: () => Promise.reject(new Error()) }
    const { refused } = await gatherFiles(nothingGathered, [file])
    expect(refused[0]?.sentence).toContain('larger than 512 kB')
    expect(() => parseResultFile(text)).toThrow(/no run can give/)
    const code = `result:${await seal(`[${'1,'.repeat(400_000)}1]`, 1)}`
    const pasted = await gatherCodes(nothingGathered, code)
    expect(pasted.results).toEqual([])
    expect(pasted.refused).toHaveLength(1)
  })

  it('that unpack into far more than they are do not hold up the page for long', async () => {
    const bomb = `result:${await seal(JSON.stringify('a'.repeat(99_000)), 1)}`
    const flood = Array.from({ length: 25_000 }, () => bomb)
    const started = performance.now()
    const gathered = await gatherCodes(nothingGathered, flood.join('\n'))
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(gathered.refused[0]).toMatchObject({
      name: 'The pasted text',
      sentence: expect.stringMatching(/^2,000 codes could not be read/),
    })
    expect(gathered.refused.length + gathered.refusedMore).toBe(25_001)
  })

  it('among 3,000 lines of a chat are told from the good ones', async () => {
    const code = await encodeResult(result!)
    const chat = Array.from({ length: 3000 }, (_, i) => (i === 2999 ? code : `line ${i}`))
    const { results } = await gatherCodes(nothingGathered, chat.join('\n'))
    expect(results).toEqual([result])
  })
})

describe('codes that a chat or a mail program has worked on', () => {
  it('are read with a full stop, a bracket or words behind them', async () => {
    const code = await encodeResult(result!)
    for (const around of [`${code}.`, `(${code})`, `${code}, thanks`, `<${code}>`, `“${code}”`]) {
      const { results, refused } = await gatherCodes(nothingGathered, around)
      expect(refused).toEqual([])
      expect(results).toEqual([result])
    }
  })

  it('of a class are read with what a mail program or a tracker puts behind them', async () => {
    const plan = parseClassPlan({ title: 'Tuesday', prompts: ['Hello'] })
    const code = await encodeClass(plan)
    for (const behind of ['.', ')', '">', '?utm_source=mail', '&x=1', '/', 'PleaseOpen'])
      expect(await decodeClass(code + behind)).toEqual(plan)
  })

  it('are still refused when something stands in the middle of them', async () => {
    const code = await encodeClass(parseClassPlan({ title: 'Tuesday', prompts: ['Hello'] }))
    const half = Math.floor(code.length / 2)
    await expect(decodeClass(`${code.slice(0, half)}.${code.slice(half)}`)).rejects.toThrow(
      /changed or mistyped/,
    )
  })
})

describe('a file that is nested a hundred thousand deep', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

  it('is refused as a class, as a result and as progress, each with a sentence', async () => {
    for (const field of ['room', 'title', 'prompts', 'controls', 'draft": {"seed']) {
      const end = field.includes('{') ? '}' : ''
      const text = `{"kind": "evenkeel-class", "version": 1, "${field}": ${deep}${end}}`
      const read = readClassFile({ size: text.length, text: async () => text })
      await expect(read).rejects.toBeInstanceOf(LabError)
    }
    const result = `{"kind": "evenkeel-result", "version": 1, "points": ${deep}}`
    expect(() => parseResultFile(result)).toThrow(LabError)
    const progress = `{"format": "evenkeel-lessons/1", "level": "pupil", "lessons": ${deep}}`
    expect(() => parseProgress(progress)).toThrow(LabError)
  })
})

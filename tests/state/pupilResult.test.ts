import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromCompact, resultKey } from '../../src/state/results/compactResult.ts'
import { type PupilResult, pupilResult } from '../../src/state/results/pupilResult.ts'
import {
  codesIn,
  decodeResult,
  encodeResult,
  parseResultFile,
  resultFile,
} from '../../src/state/results/resultCode.ts'
import type { RunPoint } from '../../src/state/results/runPoint.ts'
import { SOURCES } from '../../src/state/results/study.ts'
import { seal } from '../../src/state/sealedCode.ts'
import { recipes } from '../../src/steering/directionSet.ts'
import { pupils } from './pupils.ts'

const hundredths = (from: number, to: number) =>
  fc.integer({ min: from * 100, max: to * 100 }).map((value) => value / 100)
const hash = fc.stringMatching(/^[0-9a-f]{8}$/)
const point: fc.Arbitrary<RunPoint> = fc.record({
  coefficient: hundredths(-0.4, 0.4),
  seed: fc.integer({ min: 0, max: 4294967295 }),
  draw: fc.integer({ min: 1, max: 65535 }),
  ...{ baseline: hundredths(-100, 100), steered: hundredths(-100, 100) },
  random: hundredths(-100, 100),
  steeredCost: fc.option(hundredths(0, 1000)),
  randomCost: fc.option(hundredths(0, 1000)),
  tokens: fc.integer({ min: 1, max: 2000 }),
})
const study = fc.record({
  ...{ model: hash, recipe: fc.constantFrom(...recipes), direction: hash },
  ...{ prompt: hash, sampling: hash, source: fc.constantFrom(...SOURCES) },
  steerBlock: fc.integer({ min: 0, max: 999 }),
  readBlock: fc.integer({ min: 0, max: 999 }),
})
const results: fc.Arbitrary<PupilResult> = fc
  .record({
    study,
    points: fc.uniqueArray(point, {
      ...{ minLength: 1, maxLength: 12 },
      selector: ({ coefficient, seed, draw }) => `${coefficient} ${seed} ${draw}`,
    }),
    lesson: fc.option(fc.constantFrom('steering', 'is-it-real'), { nil: undefined }),
  })
  .map(({ study: of, points, lesson }) => pupilResult(of, points, lesson))

const nine = pupils(1, { slope: 12, spread: 1, noise: 0.5 })[0]!

describe('a result', () => {
  it('comes back from its code and from its file as it was', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        expect(await decodeResult(await encodeResult(result))).toEqual(result)
        expect(parseResultFile(resultFile(result))).toEqual(result)
      }),
      { numRuns: 60 },
    )
  })

  it('of nine pushes has a code of at most 600 characters, which a chat leaves as it is', async () => {
    const code = await encodeResult(nine)
    expect(nine.points).toHaveLength(9)
    expect(code.length).toBeLessThanOrEqual(600)
    expect(code).toMatch(/^result:[\w.-]+$/)
  })

  it('names nobody: it holds what was measured and nothing else', () => {
    expect(Object.keys(JSON.parse(resultFile(nine)))).toEqual([
      'kind',
      'version',
      'study',
      'points',
    ])
    expect(resultFile(nine)).not.toMatch(/name|time|date|id"/)
  })

  it('is the same result whatever order its runs came in, and whether it is a code or a file', async () => {
    const turned = pupilResult(nine.study, nine.points.toReversed())
    expect(resultKey(turned)).toBe(resultKey(nine))
    expect(resultKey(await decodeResult(await encodeResult(nine)))).toBe(
      resultKey(parseResultFile(resultFile(nine))),
    )
  })

  it('without points is a mistake of the caller', () => {
    expect(() => pupilResult(nine.study, [])).toThrow(RangeError)
  })
})

describe('a code', () => {
  it('is refused wherever it is cut, with a sentence that says so', async () => {
    const code = await encodeResult(nine)
    for (let length = 'result:'.length; length < code.length; length++)
      await expect(decodeResult(code.slice(0, length))).rejects.toThrow(/cut/)
  })

  it('is refused whichever letter of it is changed', async () => {
    const code = await encodeResult(nine)
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.'
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 'result:'.length, max: code.length - 1 }),
        fc.constantFrom(...letters),
        async (at, letter) => {
          fc.pre(code[at] !== letter)
          const changed = code.slice(0, at) + letter + code.slice(at + 1)
          await expect(decodeResult(changed)).rejects.toMatchObject({ code: 'bad-input' })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('of another version is refused by its version', async () => {
    const text = JSON.stringify(['r', 'something newer'])
    await expect(decodeResult(await seal(text, 2))).rejects.toThrow(/version 2.*version 1/)
    await expect(decodeResult(await seal(text, 0))).rejects.toThrow(/version 0/)
  })

  it('that is whole but holds something else is refused', async () => {
    for (const other of ['{"title":"a class"}', '[]', 'null', '"r"', '["r"]', 'not JSON'])
      await expect(decodeResult(await seal(other, 1))).rejects.toThrow(/no result/)
  })

  it('is found in a line of a chat, whatever stands around it', async () => {
    const code = await encodeResult(nine)
    const bare = code.slice('result:'.length)
    for (const line of [code, ` ${code} `, `Ada (11:02): ${code} :)`, bare])
      expect(codesIn(line)).toEqual([bare])
    for (const line of ['', 'hello', 'the result is good', '<b>1.abc</b>'])
      expect(codesIn(line)).toEqual([])
  })

  it('is found behind the word “result:”, and each of several in one line', () => {
    expect(codesIn('my result: result:1.abc')).toEqual(['1.abc'])
    expect(codesIn('Result:result:1.abc')).toEqual(['1.abc'])
    expect(codesIn('Ada: result:1.abc, Ben: RESULT:1.d-e_f')).toEqual(['1.abc', '1.d-e_f'])
    expect(codesIn('result:1.abcresult:1.def')).toEqual(['1.abc', '1.def'])
    expect(codesIn('result:')).toEqual([''])
    expect(codesIn('the result: see my result:')).toEqual([''])
  })
})

const asRead = () => JSON.parse(resultFile(nine))

describe('numbers that no run can give', () => {
  it.each([
    ['a reading of a million', 'steered', 1e6],
    ['a reading of 1e300', 'baseline', 1e300],
    ['nothing where a reading should be', 'random', null],
    ['a text where a reading should be', 'steered', '1'],
    ['more digits than are measured', 'steered', 1.23456],
    ['a push beyond the slider', 'coefficient', 0.5],
    ['a push between its steps', 'coefficient', 0.123],
    ['a seed below 0', 'seed', -1],
    ['half a draw', 'draw', 1.5],
    ['no token', 'tokens', 0],
    ['a cost below 0', 'steeredCost', -1],
  ])('are refused in a file: %s', (_what, field, value) => {
    const file = asRead()
    file.points[3][field] = value
    expect(() => parseResultFile(JSON.stringify(file))).toThrow(/no run can give/)
  })

  it.each(['NaN', '1e400', '-1e400'])('are refused in a file: %s', (literal) => {
    const text = resultFile(nine).replace(/"steered": [^,]+/, `"steered": ${literal}`)
    expect(() => parseResultFile(text)).toThrow(/no result|no run can give/)
  })

  it('are refused in a code too', () => {
    const [kind, where, lesson, points] = JSON.parse(resultKey(nine))
    const withNumber = (place: number, value: unknown) =>
      fromCompact([kind, where, lesson, [points[0].with(place, value), ...points.slice(1)]])
    expect(withNumber(4, 12)).not.toBeNull()
    for (const value of [1e6, 1e300, 12.5, null, '1', [], {}])
      expect(withNumber(4, value)).toBeNull()
    expect(fromCompact([kind, where, lesson, [points[0], points[0]]])).toBeNull()
    expect(fromCompact([kind, where, lesson, []])).toBeNull()
    expect(fromCompact([kind, where, lesson, points, 'more'])).toBeNull()
  })
})

describe('hostile files', () => {
  it.each([
    ['a field that does not belong there', { name: 'Ada' }],
    ['a lesson that is no name', { lesson: '<img src=x onerror=alert(1)>' }],
    ['a study with a text in it', { study: { ...nine.study, model: 'javascript:' } }],
    [
      '201 points',
      { points: Array.from({ length: 201 }, (_, i) => ({ ...nine.points[0], seed: i })) },
    ],
    ['the same run twice', { points: [nine.points[0], nine.points[0]] }],
    ['no list of points', { points: { length: 9 } }],
  ])('are refused: %s', (_what, change) => {
    expect(() => parseResultFile(JSON.stringify({ ...asRead(), ...change }))).toThrow(
      /no run can give/,
    )
  })

  it('that reach for prototypes are refused and reach nothing', () => {
    const text = resultFile(nine).replace('{', '{"__proto__": {"polluted": true},')
    expect(() => parseResultFile(text)).toThrow(/no run can give/)
    expect({}).not.toHaveProperty('polluted')
  })

  it.each(['', '[', '[[[[[[', 'null', '"text"', '7', '[]'])('are refused: %j', (text) => {
    expect(() => parseResultFile(text)).toThrow(/no result|not one with/)
  })

  it('of another kind or version are refused by it', () => {
    expect(() => parseResultFile('{"kind":"evenkeel-class"}')).toThrow(/not one with/)
    const newer = { ...asRead(), version: 2 }
    expect(() => parseResultFile(JSON.stringify(newer))).toThrow(/version 2.*version 1/)
    const odd = { ...asRead(), version: '<b>' }
    expect(() => parseResultFile(JSON.stringify(odd))).toThrow(/version \?/)
  })
})

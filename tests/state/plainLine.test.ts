import { describe, expect, it } from 'vitest'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { plainLine, plainName } from '../../src/state/plainLine.ts'
import { gatherFiles, nothingGathered } from '../../src/state/results/gatherResults.ts'

describe('a line of somebody else’s text', () => {
  it.each([
    ['turns its surroundings around', 'result\u202egnp.exe', 'resultgnp.exe'],
    ['isolates what comes after it', '\u2067Tuesday\u2066', 'Tuesday'],
    ['hides characters between letters', 'Tu\u200bes\u2060d\u00ada\ufeffy', 'Tuesday'],
    ['goes over several lines', 'Tues\r\n\tday\u0000', 'Tues day'],
    ['is broken in the middle of a character', 'Tuesday \ud83d', 'Tuesday'],
  ])('that %s is plain', (_what, text, plain) => {
    expect(plainLine(text)).toBe(plain)
  })

  it.each([['\u200b\u200d\u2060'], ['\u3164\u2800'], ['\u0301\u0302\u0303'], ['\u202e'], [' \n ']])(
    'in which nothing can be seen is empty: %j',
    (text) => {
      expect(plainLine(text)).toBe('')
    },
  )

  it('keeps scripts and emoji that need joiners', () => {
    for (const text of ['می‌خواهم', '👩‍🔬 lab', 'é', 'Ä\u0308', 'שלום'])
      expect(plainLine(text)).toBe(text)
  })

  it('is cut where it would fill the page', () => {
    expect(plainName('a'.repeat(1e6))).toBe(`${'a'.repeat(59)}…`)
  })
})

describe('hostile names', () => {
  it('of a class are plain, or none', () => {
    expect(parseClassPlan({ title: '\u202eyadseuT\u200b' }).title).toBe('yadseuT')
    expect(parseClassPlan({ title: '\u200b\u3164' }).title).toBe('')
  })

  it('of files are plain in the sentence that refuses them', async () => {
    const file = (name: string) => ({ name, size: 1, text: async () => '{' })
    const { refused } = await gatherFiles(nothingGathered, [
      file('my\u202enosj.result\u2069.json'),
      file('\u200b'),
    ])
    expect(refused.map(({ name }) => name)).toEqual(['The file mynosj.result.json', 'The file ?'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { classMark, decodeClass, encodeClass } from '../../src/state/class/classCode.ts'
import { classFile, readClassFile } from '../../src/state/class/classFile.ts'
import { classOf } from '../../src/state/class/classMigration.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { emptyClass } from '../../src/state/class/classPlan.ts'
import { seal } from '../../src/state/sealedCode.ts'
import { someClass } from './someClass.ts'

const CHANGED = 'This class link was changed or mistyped'
const CUT = 'This class link was cut short'

/** The sentence that reading ends with. */
async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading
  } catch (error) {
    if (error instanceof LabError) return error.message
    throw error
  }
  throw new Error('was not refused')
}

describe('the code of a class link', () => {
  it('gives back the class that it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(someClass, async (plan) => {
        const code = await encodeClass(plan)
        expect(code).toMatch(/^[\w.-]+$/)
        expect(await decodeClass(code)).toEqual(plan)
      }),
    )
  })

  it('is told to be changed when any one character is another', async () => {
    const letters = fc.constantFrom(
      ...'0123456789.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_~%äẞ',
    )
    await fc.assert(
      fc.asyncProperty(someClass, fc.nat(), letters, async (plan, place, letter) => {
        const code = await encodeClass(plan)
        const at = place % code.length
        fc.pre(code[at] !== letter)
        const changed = code.slice(0, at) + letter + code.slice(at + 1)
        expect(await refusal(decodeClass(changed))).toContain(CHANGED)
      }),
      { numRuns: 400 },
    )
  })

  it('is told to be changed at every place of one code, whatever stands there instead', async () => {
    const code = await encodeClass(parseClassPlan({ title: 'Tuesday', draft: { seed: 7 } }))
    for (const at of Array(code.length).keys())
      for (const letter of '09afz.A-_') {
        if (code[at] === letter) continue
        const changed = code.slice(0, at) + letter + code.slice(at + 1)
        expect(await refusal(decodeClass(changed)), changed).toContain(CHANGED)
      }
  })

  it('is told to be cut short wherever its end is missing', async () => {
    await fc.assert(
      fc.asyncProperty(someClass, fc.nat(), async (plan, place) => {
        const code = await encodeClass(plan)
        const at = 1 + (place % (code.length - 1))
        expect(await refusal(decodeClass(code.slice(0, at)))).toContain(CUT)
      }),
    )
  })

  it('says how many characters are missing', async () => {
    const code = await encodeClass(emptyClass)
    expect(await refusal(decodeClass(code.slice(0, -1)))).toBe(
      'This class link was cut short: 1 character is missing. Copy the whole link and open it again.',
    )
    expect(await refusal(decodeClass(code.slice(0, 4)))).toBe(
      'This class link was cut short: its end is missing. Copy the whole link and open it again.',
    )
    expect(await refusal(decodeClass(' '))).toBe(
      'This class link holds no class: what should stand behind #/class/ is missing. Copy the whole link and open it again.',
    )
  })

  it('may have spaces around it', async () => {
    expect(await decodeClass(` ${await encodeClass(emptyClass)}\n`)).toEqual(emptyClass)
  })

  it('is refused when a newer version made it, and is not that when its version is mistyped', async () => {
    const newer = await seal('{"everything": "else"}', 2)
    expect(await refusal(decodeClass(newer))).toBe(
      'This class was made by a newer version of the page. Reload the page to get that version, or open the class where it was made.',
    )
    const code = await encodeClass(emptyClass)
    expect(await refusal(decodeClass(`2${code.slice(1)}`))).toContain(CHANGED)
  })

  it('is refused when an older version made it that nobody can read any more', async () => {
    expect(await refusal(decodeClass(await seal('{}', 0)))).toBe(
      'This class was made by an older version of the page, which this one cannot read any more. Ask for a new link.',
    )
  })

  it('is read from an older version where it is known what that lacked', () => {
    // A made-up version 0 hid controls in a list and could not lock them; it had no word filter.
    const ways = new Map([
      [
        0,
        ({ hide, ...rest }: Readonly<Record<string, unknown>>) => ({
          ...rest,
          controls: Object.fromEntries((hide as string[]).map((name) => [name, 'hidden'])),
          filter: false,
        }),
      ],
    ])
    const old = { title: 'Old', hide: ['seed', 'draw'] }
    expect(classOf(old, 0, undefined, ways)).toEqual({
      ...emptyClass,
      title: 'Old',
      controls: { seed: 'hidden', draw: 'hidden' },
      filter: false,
    })
  })

  it('is refused when it names a lesson that this page does not have', async () => {
    const code = await encodeClass({ ...emptyClass, room: 'lessons', lesson: 'alchemy' })
    expect(await refusal(decodeClass(code, { lessons: ['steering'] }))).toContain('“alchemy”')
  })

  it('is another class, not a broken one, when whoever changed it sealed it again', async () => {
    const forged = await seal(JSON.stringify({ title: 'Forged' }), 1)
    expect((await decodeClass(forged)).title).toBe('Forged')
  })

  it.each(['', 'null', '[]', '7', '{', '"text"', '{"room": {}}'])(
    'is refused with a sentence when what was sealed is %j',
    async (text) => {
      expect(await refusal(decodeClass(await seal(text, 1)))).toMatch(/link|class/)
    },
  )

  it('is refused at once when it is longer than any that this page makes', async () => {
    expect(await refusal(decodeClass('x'.repeat(20_001)))).toBe(
      'This class link is longer than any that this page makes, so it is not opened. Ask for the class file instead.',
    )
  })

  it('is never unpacked beyond what a class can be', async () => {
    const bomb = await seal(' '.repeat(2_000_000), 1)
    expect(bomb.length).toBeLessThan(20_000)
    expect(await refusal(decodeClass(bomb))).toContain('longer than any')
  })

  it('is not made of a class that no link should carry', async () => {
    let state = 1
    const noise = () => {
      state = (state * 48271) % 2147483647
      return String.fromCodePoint(0x4e00 + (state % 20000))
    }
    const prompts = Array.from({ length: 12 }, () => Array.from({ length: 2000 }, noise).join(''))
    expect(await refusal(encodeClass({ ...emptyClass, prompts }))).toBe(
      'This class is too long for a link. Shorten its prompts, or save it as a class file.',
    )
  })
})

describe('the mark of a class', () => {
  it('is the same for the same class and another for another', async () => {
    const plan = parseClassPlan({ title: 'Tuesday', controls: { seed: 'locked', run: 'hidden' } })
    const again = await decodeClass(await encodeClass(plan))
    expect(classMark(again)).toBe(classMark(plan))
    expect(classMark({ ...plan, filter: false })).not.toBe(classMark(plan))
  })
})

describe('a class file', () => {
  const file = (text: string) => ({ size: text.length, text: async () => text })

  it('gives back the class that it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(someClass, async (plan) => {
        expect(await readClassFile(file(classFile(plan)))).toEqual(plan)
      }),
    )
  })

  it('of 50 MB is refused before it is read', async () => {
    const large = {
      size: 50e6,
      text: () => Promise.reject(new Error('was read')),
    }
    expect(await refusal(readClassFile(large))).toBe(
      'This file has 50.0 MB; a class file has at most 1 MB. Choose the file that was saved with “Save class file”.',
    )
  })

  it.each([
    ['cut short', '{"kind": "evenkeel-class", "vers', 'is damaged or no class file'],
    ['empty', '', 'is damaged or no class file'],
    ['another file', '{"prompt": "Hello"}', 'is no class file'],
    ['a list', '[]', 'is no class file'],
    ['from a newer version', '{"kind": "evenkeel-class", "version": 2}', 'newer version'],
    ['without a version', '{"kind": "evenkeel-class"}', 'does not say which version'],
    [
      'with a room that is not there',
      '{"kind": "evenkeel-class", "version": 1, "room": "kitchen"}',
      '“kitchen”',
    ],
  ])('that is %s is refused with a sentence', async (_what, text, words) => {
    expect(await refusal(readClassFile(file(text)))).toContain(words)
  })

  it('that cannot be read from the disk is refused with a sentence', async () => {
    const gone = { size: 100, text: () => Promise.reject(new Error('gone')) }
    expect(await refusal(readClassFile(gone))).toContain('is damaged or no class file')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { CLASS_ROOMS, emptyClass } from '../../src/state/class/classPlan.ts'
import { ROOMS } from '../../src/ui/route.ts'

/** The sentence that a class is refused with. */
function refused(raw: unknown, known?: Parameters<typeof parseClassPlan>[1]): string {
  try {
    parseClassPlan(raw, known)
  } catch (error) {
    if (error instanceof LabError) return error.message
    throw error
  }
  throw new Error('was not refused')
}

describe('a class', () => {
  it('decides nothing when it says nothing', () => {
    expect(parseClassPlan({})).toEqual(emptyClass)
  })

  it('keeps what it says, numbers as typed', () => {
    const plan = parseClassPlan({
      title: 'Tuesday',
      draft: { prompt: 'Hello', seed: 7, coefficient: 0.123, temperature: '0' },
      prompts: ['One', 'Two'],
      controls: { seed: 'locked', run: 'free', watch: 'hidden' },
      filter: false,
      texts: 'recorded',
      language: 'de',
      level: 'student',
    })
    expect(plan).toEqual({
      ...emptyClass,
      title: 'Tuesday',
      draft: { prompt: 'Hello', seed: '7', coefficient: 0.12, temperature: '0' },
      prompts: ['One', 'Two'],
      controls: { seed: 'locked', watch: 'hidden' },
      filter: false,
      texts: 'recorded',
      language: 'de',
      level: 'student',
    })
  })

  it('is in the Lessons room when it names a lesson', () => {
    const known = { lessons: ['steering'] }
    expect(parseClassPlan({ lesson: 'steering', room: 'lab' }, known)).toMatchObject({
      ...{ lesson: 'steering', room: 'lessons' },
    })
  })

  it('knows the rooms that the page has', () => {
    expect(CLASS_ROOMS).toEqual(ROOMS)
  })

  it('passes over fields that it does not know, in the settings too', () => {
    const raw = JSON.parse('{"__proto__": {"a": 1}, "color": "red", "draft": {"size": 3}}')
    expect(parseClassPlan(raw)).toEqual(emptyClass)
  })

  it('leaves out prompts that are blank', () => {
    expect(parseClassPlan({ prompts: ['', ' \n', 'Hello'] }).prompts).toEqual(['Hello'])
  })
})

describe('a class that cannot be used', () => {
  const named: [string, unknown, string][] = [
    [
      'room',
      { room: 'kitchen' },
      'The class begins in the room “kitchen”, and there is no such room. Ask for a corrected link.',
    ],
    [
      'model',
      { model: 'gpt-9' },
      'The class names the model “gpt-9”, which this page does not ship. Ask for a corrected link.',
    ],
    [
      'direction',
      { draft: { direction: 'joy' } },
      'The class steers along the direction “joy”, which this page does not know. Ask for a corrected link.',
    ],
    [
      'control',
      { controls: { volume: 'locked' } },
      'The class locks “volume”, which is no control of this page. Ask for a corrected link.',
    ],
    [
      'lock',
      { controls: { seed: 'welded' } },
      'The class wants a control to be “welded”. It can be free, locked or hidden. Ask for a corrected link.',
    ],
    [
      'language',
      { language: 'tlh' },
      'The class speaks “tlh”, which this page does not. Ask for a corrected link.',
    ],
    [
      'level',
      { level: 'professor' },
      'The class is for the level “professor”. It can be pupil or student. Ask for a corrected link.',
    ],
    [
      'texts',
      { texts: 'invented' },
      'The class wants “invented” texts. They can be live, recorded or either. Ask for a corrected link.',
    ],
    [
      'form',
      { draft: { form: 'poem' } },
      'The class reads its prompt as “poem”. It can be chat or continuation. Ask for a corrected link.',
    ],
    [
      'push',
      { draft: { coefficient: 0.41 } },
      'The class pushes by “0.41”. A push is a number from −0.4 to 0.4. Ask for a corrected link.',
    ],
    [
      'random direction',
      { draft: { draw: 0 } },
      'The class names the random direction “0”. It has to be a whole number from 1 on. Ask for a corrected link.',
    ],
    [
      'seed',
      { draft: { seed: '-1' } },
      'A number of the class cannot be used. The seed is out of range. Type a whole number from 0 to 4294967295 (such as 11); the rest is kept.',
    ],
    [
      'block, which the bundled model does not have',
      { draft: { steerBlock: 30 } },
      'A number of the class cannot be used. The steered block is out of range. Type a whole number from 0 to 29 (counted from 0; 14 is the default); the rest is kept.',
    ],
  ]
  it.each(named)('is refused with a sentence that names its %s', (_what, raw, sentence) => {
    expect(refused(raw)).toBe(sentence)
  })

  it('is refused with the name of a lesson that the page does not have', () => {
    expect(refused({ lesson: 'alchemy' }, { lessons: ['steering'] })).toBe(
      'The class names the lesson “alchemy”, which this page does not have. Ask for a corrected link, or for the page that the class was made with.',
    )
    expect(refused({ lesson: '../lab' })).toContain('“../lab”')
  })

  it.each([
    ['a title of 81 characters', { title: 'x'.repeat(81) }, 'at most 80 characters'],
    ['a prompt of 2001 characters', { draft: { prompt: 'x'.repeat(2001) } }, 'at most 2000'],
    ['an offered prompt of 2001 characters', { prompts: ['x'.repeat(2001)] }, 'at most 2000'],
    ['13 prompts', { prompts: Array(13).fill('Hello') }, 'at most 12 texts'],
    ['a prompt that is a number', { prompts: [7] }, 'has to be a text'],
    ['an alarm at 99 SD', { draft: { alarmThreshold: '99' } }, 'The alarm threshold must be'],
    ['a filter that is a text', { filter: 'yes' }, 'word filter'],
    ['a seed that is a list', { draft: { seed: [1] } }, '“[1]” where a number is needed'],
  ])('is refused for %s', (_what, raw, words) => {
    expect(refused(raw)).toContain(words)
  })

  it('names hostile text as text, short and on one line', () => {
    const room = `<img src=x onerror=alert(1)>\n\u202e${'{name}'.repeat(2000)}`
    const sentence = refused({ room })
    expect(sentence).toContain('“<img src=x onerror=alert(1)> {name}')
    expect(sentence.length).toBeLessThan(200)
    expect(sentence).not.toMatch(/[\n\u202e]/)
  })

  it('is a class or a LabError, whatever JSON it comes from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const names = ['title', 'room', 'lesson', 'draft', 'prompts', 'controls', 'texts', 'filter']
        for (const raw of [value, ...names.map((name) => ({ [name]: value }))])
          try {
            expect(parseClassPlan(raw).version).toBe(1)
          } catch (error) {
            expect(error).toBeInstanceOf(LabError)
          }
      }),
    )
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import german from '../../src/language/de.json'
import { languageOf } from '../../src/language/language.ts'
import { number, spelled } from '../../src/language/number.ts'
import { currentLanguage, onLanguage, say, sayWith, speak } from '../../src/language/say.ts'
import { inBytes, pushInWords, signed } from '../../src/state/numberText.ts'
import { problemOf } from '../../src/state/run/settings.ts'

afterEach(() => speak('en'))

describe('a message', () => {
  it('is said in the language of the page', async () => {
    expect(say('lab.run')).toBe('Run')
    await speak('de')
    expect(say('lab.run')).toBe('Starten')
    await speak('en')
    expect(say('lab.run')).toBe('Run')
  })

  it('has its plurals', async () => {
    expect(say('lab.log.count', { runs: 1, alarms: 0 })).toMatch(/^1 run watched, no alarms,/)
    expect(say('lab.log.count', { runs: 2, alarms: 1 })).toMatch(/^2 runs watched, 1 alarm,/)
    await speak('de')
    expect(say('lab.log.count', { runs: 1, alarms: 0 })).toMatch(/^1 Lauf überwacht, keine Alarme,/)
    expect(say('lab.log.count', { runs: 2, alarms: 1 })).toMatch(/^2 Läufe überwacht, 1 Alarm,/)
  })

  it('is said in English where the other language lacks it', async () => {
    const catalog: Record<string, string> = german
    const known = german['lab.run']
    delete catalog['lab.run']
    try {
      await speak('de')
      expect([say('lab.run'), say('lab.stop')]).toEqual(['Run', 'Stopp'])
    } finally {
      catalog['lab.run'] = known
    }
  })

  it('takes hostile values as text', () => {
    const hostile = "{n, plural, other {x}} <b>bold</b> '{"
    expect(say('fault.inside', { what: hostile })).toContain(`(${hostile})`)
    expect(sayWith('map.nearest', { word: hostile, b: (parts) => parts.join('') }).join('')).toBe(
      `Nearest to ${hostile}, by cosine:`,
    )
  })

  it('gives its tags to who draws them', () => {
    const drawn = sayWith<{ mark: unknown }>('lab.legend.marks', {
      calm: (mark) => ({ mark }),
      desperate: (mark) => ({ mark }),
    })
    expect(drawn).toEqual([{ mark: ['calm'] }, ' ', { mark: ['desperate'] }, ' beyond 2'])
  })
})

describe('a change of language', () => {
  it('is told to who listens, until they stop', async () => {
    const heard: string[] = []
    const stop = onLanguage(() => heard.push(currentLanguage()))
    await speak('de')
    await speak('en')
    stop()
    await speak('de')
    expect(heard).toEqual(['de', 'en'])
  })

  it('ends with the newest wish when two are made at once', async () => {
    await Promise.all([speak('de'), speak('en')])
    expect(currentLanguage()).toBe('en')
    await Promise.all([speak('en'), speak('de')])
    expect(currentLanguage()).toBe('de')
  })

  it('comes of a tag of the browser, and of none that is not spoken', () => {
    expect(['de', 'de-AT', 'DE', 'en-GB'].map(languageOf)).toEqual(['de', 'de', 'de', 'en'])
    expect(['fr', '', 'constructor', 'den'].map(languageOf)).toEqual([null, null, null, null])
  })
})

describe('a number', () => {
  it('is written as the language writes it, with a true minus', async () => {
    expect([number(1234.5, 1), number(-0.25, 2), signed(0.2, 2)]).toEqual([
      '1,234.5',
      '−0.25',
      '+0.20',
    ])
    await speak('de')
    expect([number(1234.5, 1), number(-0.25, 2), signed(0.2, 2)]).toEqual([
      '1.234,5',
      '−0,25',
      '+0,20',
    ])
    expect(inBytes(28_500_000)).toBe('28,5 MB')
    expect(pushInWords(-0.2)).toBe('mit 0,20 der typischen Norm in Richtung ruhig')
  })

  it('has no sign when nothing is left of it', () => {
    expect([signed(-0.0001, 2), signed(0, 1)]).toEqual(['0.00', '0.0'])
  })

  it('is spelled from an English numeral without marks for thousands', async () => {
    expect(['+.80', '0.01', '4294967295'].map(spelled)).toEqual(['+.80', '0.01', '4294967295'])
    await speak('de')
    expect(['+.80', '−.05', '.5', '0.01', '1.2e-3', '4294967295'].map(spelled)).toEqual([
      ...['+0,80', '−0,05', '0,5', '0,01', '1,2e-3', '4294967295'],
    ])
  })

  it('is typed with a point in every language, and refused in the language of the page', async () => {
    await speak('de')
    expect(problemOf('topP', '0.5')).toBeNull()
    expect(problemOf('topP', '7')).toBe(
      'Top-p liegt außerhalb des Bereichs. Gib eine Zahl von 0,01 bis 1 ein (1 heißt: aus); der Rest bleibt erhalten.',
    )
  })
})

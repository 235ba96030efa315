import { describe, expect, it } from 'vitest'
import german from '../../src/language/de.json'
import english from '../../src/language/en.json'
import { HELP, type HelpName, helpKeys } from '../../src/ui/help/helpTopics.ts'
import { isTermName, TERMS, termKey, termNameKey } from '../../src/ui/help/terms.ts'
import { tipPlace } from '../../src/ui/help/tipPlace.ts'

const catalogs: Record<string, Readonly<Record<string, string>>> = { en: english, de: german }
const view = { width: 1000, height: 800, scrollX: 0, scrollY: 300 }

describe('words that explain themselves', () => {
  it.each(Object.keys(catalogs))('are all explained in %s, in one or two sentences', (language) => {
    for (const name of TERMS) {
      const text = catalogs[language]?.[termKey(name)] ?? ''
      expect(catalogs[language]?.[termNameKey(name)], name).toBeTruthy()
      expect(text.length, name).toBeGreaterThan(30)
      expect(text.length, name).toBeLessThan(260)
    }
  })

  it('are told from other names', () => {
    expect(isTermName('residual')).toBe(true)
    expect(isTermName('Residual')).toBe(false)
    expect(isTermName('constructor')).toBe(false)
  })
})

describe('help on controls', () => {
  it.each(Object.keys(catalogs))('has a name, what it does and a good start in %s', (language) => {
    for (const about of Object.keys(HELP) as HelpName[])
      for (const key of Object.values(helpKeys(about)))
        expect(catalogs[language]?.[key], key).toBeTruthy()
  })
})

describe('where a tip hangs', () => {
  it('is below its word, and scrolls with the page', () => {
    expect(tipPlace({ left: 100, top: 200, bottom: 220 }, view)).toEqual({
      left: 100,
      width: 300,
      top: 526,
      above: false,
    })
  })

  it('is above a word in the lower part of the view', () => {
    expect(tipPlace({ left: 100, top: 700, bottom: 720 }, view)).toMatchObject({
      top: 994,
      above: true,
    })
  })

  it('never leaves the view at its sides', () => {
    expect(tipPlace({ left: 990, top: 100, bottom: 120 }, view).left).toBe(688)
    expect(tipPlace({ left: -20, top: 100, bottom: 120 }, view).left).toBe(12)
  })

  it('is narrower than a view as narrow as a phone, or as a page at 400 %', () => {
    const narrow = { width: 280, height: 200, scrollX: 0, scrollY: 0 }
    expect(tipPlace({ left: 200, top: 20, bottom: 40 }, narrow)).toMatchObject({
      left: 12,
      width: 256,
      above: false,
    })
  })
})

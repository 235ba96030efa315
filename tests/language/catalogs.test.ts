import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import german from '../../src/language/de.json'
import english from '../../src/language/en.json'
import { fixedParts, nodesOf, sourceFiles } from './sourceWords.ts'

const catalogs: [language: 'en' | 'de', Record<string, string>][] = [
  ['en', english],
  ['de', german],
]
const said: Record<string, string | undefined> = german

/** The parts of the page that German says whole, by the first word of their keys. */
const complete = [
  ...['brand', 'language', 'opening', 'page', 'room', 'rooms', 'status', 'trouble', 'fault'],
  ...['front', 'lab', 'lane', 'push', 'run', 'draft', 'settings', 'suggestion', 'table'],
  ...['direction', 'directions', 'derive', 'recipe', 'experiments', 'map', 'verdict', 'models'],
  ...['lesson', 'class'],
]

interface Shape {
  values: string[] // with what they are, such as {count, plural} or {why, select: console other}
  tags: string[]
}

const LITERAL = 0 // as the parser numbers them
const POUND = 7

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** What a message is filled with. */
function shapeOf(language: string, text: string): Shape {
  const values = new Set<string>()
  const tags = new Set<string>()
  const visit = (element: Element): void => {
    if (!('value' in element)) return
    const { value } = element
    if ('children' in element) {
      tags.add(value)
      element.children.forEach(visit)
    } else if ('options' in element) {
      const isPlural = 'pluralType' in element
      const options = Object.keys(element.options).sort()
      values.add(isPlural ? `${value}, plural` : `${value}, select: ${options.join(' ')}`)
      const counts = element.options['other']?.value.some(({ type }) => type === POUND)
      if (isPlural && counts) expect(options, text).toContain('one')
      for (const option of Object.values(element.options)) option.value.forEach(visit)
    } else if (element.type !== LITERAL) values.add(value)
  }
  new IntlMessageFormat(text, language).getAst().forEach(visit)
  return { values: [...values].sort(), tags: [...tags].sort() }
}

/** The message without what fills it. */
const bare = (text: string): string => text.replace(/\{[^{}]*\}|<[^>]*>/g, ' ')

describe.each(catalogs)('the catalog %s', (language, catalog) => {
  it('has known keys only, in order', () => {
    expect(Object.keys(catalog).filter((key) => !(key in english))).toEqual([])
    expect(Object.keys(catalog)).toEqual(Object.keys(catalog).toSorted())
  })

  it('has messages that can be read, each filled with the same as the English one', () => {
    const other = Object.entries(catalog).filter(([key, text]) => {
      const original = english[key as keyof typeof english]
      return JSON.stringify(shapeOf(language, text)) !== JSON.stringify(shapeOf('en', original))
    })
    expect(other).toEqual([])
  })

  it('is not loud, and quotes as its language does', () => {
    const wrong = language === 'en' ? /!|[„«»"]|\p{L}'\p{L}/u : /!|[”«»"]|\p{L}'\p{L}|“(?=\p{L})/u
    expect(Object.entries(catalog).filter(([, text]) => wrong.test(bare(text)))).toEqual([])
  })
})

describe('every key', () => {
  it('is said somewhere', () => {
    const whole = new Set<string>()
    const patterns: RegExp[] = []
    for (const [path, source] of sourceFiles())
      for (const node of nodesOf(path, source)) {
        const parts = fixedParts(node)
        if (parts?.length === 1) whole.add(parts[0] ?? '')
        else if (parts && /^[a-z]+\./.test(parts[0] ?? ''))
          patterns.push(new RegExp(`^${parts.map(escaped).join('.+')}$`))
      }
    const idle = Object.keys(english).filter(
      (key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(idle).toEqual([])
  })
})

describe('German', () => {
  it('says all of the front page, the rooms, lessons and classes', () => {
    const missing = Object.keys(english)
      .filter((key) => complete.includes(key.split('.')[0] ?? ''))
      .filter((key) => !said[key]?.trim())
    expect(missing).toEqual([])
  })

  it('leaves no English sentence standing', () => {
    const same = Object.entries(english).filter(
      ([key, text]) => said[key] === text && wordsOf(text).length > 2,
    )
    expect(same).toEqual([])
  })
})

const wordsOf = (text: string): string[] => bare(text).match(/\p{L}{2,}/gu) ?? []
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetTexts, removableTexts, textSize } from '../../src/offline/keptTexts.ts'
import { ISOLATION_TRIED, MODEL_CACHE, texts } from '../../src/storageNames.ts'

/** What a browser keeps: entries are properties, as in a real one. */
class KeptEntries {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(Reflect.get(this, key)) : null
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key)
  }
}
const kept = (...keys: string[]) =>
  Object.assign(new KeptEntries(), Object.fromEntries(keys.map((key) => [key, 'text'])))

class TellingEvent extends Event {
  readonly key: string
  readonly newValue: string | null
  constructor(type: string, { key, newValue }: { key: string; newValue: string | null }) {
    super(type)
    this.key = key
    this.newValue = newValue
  }
}

let told: (string | null)[]
beforeEach(() => {
  told = []
  vi.stubGlobal('StorageEvent', TellingEvent)
  vi.stubGlobal('dispatchEvent', ({ key }: TellingEvent) => told.push(key))
})
afterEach(() => vi.unstubAllGlobals())

const listed = () => removableTexts.filter((kind) => textSize(kind) > 0)

describe('texts that are kept on the device', () => {
  it.each([
    ['evenkeel.lessonDraft', 'settings'], // what a person typed before a lesson is no progress
    ['evenkeel.draft', 'settings'],
    ['evenkeel.points', 'results'],
    ['evenkeel.lessons', 'progress'],
    ['evenkeel.lessons.unreadable', 'progress'],
    ['evenkeel.class.draft', 'class'],
    ['evenkeel.class.seed', 'class'],
    ['evenkeel.of-another-version', 'settings'],
  ])('are listed and removed as what they are: %s', (key, kind) => {
    const all = kept('somebody.else', key)
    vi.stubGlobal('localStorage', all)
    expect(listed()).toEqual([kind])
    for (const other of removableTexts) if (other !== kind) forgetTexts(other)
    expect(Object.keys(all)).toEqual(['somebody.else', key])
    forgetTexts(listed()[0]!)
    expect(Object.keys(all)).toEqual(['somebody.else'])
    expect(told).toEqual([key])
  })

  it('that were typed in a class are in use while one is joined, and can be removed after', () => {
    const all = kept('evenkeel.class', 'evenkeel.class.draft', 'evenkeel.class.seed')
    vi.stubGlobal('localStorage', all)
    expect(listed()).toEqual([])
    for (const kind of removableTexts) forgetTexts(kind)
    expect(Object.keys(all)).toHaveLength(3)
    all.removeItem('evenkeel.class')
    expect(listed()).toEqual(['class'])
    forgetTexts('class')
    expect(Object.keys(all)).toEqual([])
  })

  it('are none where storage is refused', () => {
    vi.stubGlobal('localStorage', new Proxy({}, { ownKeys: refuse, get: refuse }))
    expect(listed()).toEqual([])
    for (const kind of removableTexts) expect(() => forgetTexts(kind)).not.toThrow()
  })

  it('have their names in one file, which all that use them import', () => {
    const src = join(import.meta.dirname, '../../src')
    const names = [...Object.values(texts).map(({ key }) => key), ISOLATION_TRIED, MODEL_CACHE]
    const spelled = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .filter((path) => {
        const source = readFileSync(join(src, path), 'utf8')
        return names.some((name) => source.includes(`'${name}'`))
      })
    expect(spelled).toEqual(['storageNames.ts'])
  })
})

function refuse(): never {
  throw new DOMException('closed', 'SecurityError')
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealVersion } from '../../vite.offline.ts'

const entries = [{ url: 'index.html', revision: '' }]
const mark = '<meta name="evenkeel-version" content="unsealed">'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const page = (): string => join(folder, 'index.html')

describe('the version of a build', () => {
  it('is written into its page, and is the revision of the page in the list', () => {
    writeFileSync(page(), mark)
    const [entry] = sealVersion(entries, folder)
    expect(entry?.revision).toMatch(/^[0-9a-f]{16}$/)
    expect(readFileSync(page(), 'utf8')).toBe(mark.replace('unsealed', entry?.revision ?? ''))
  })

  it.each([
    ['without', '<p>unsealed</p>'],
    ['with two places', mark + mark],
  ])('is refused for a page %s for it, which is left as it is', (_, text) => {
    writeFileSync(page(), text)
    expect(() => sealVersion(entries, folder)).toThrow('index.html should say "unsealed" once')
    expect(readFileSync(page(), 'utf8')).toBe(text)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const review = readFileSync(join(root, 'docs/demo.md'), 'utf8')

/** All listings of one language in the review, one after the other. */
const listings = (language: string): string =>
  [...review.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))]
    .map(([, lines]) => lines ?? '')
    .join('')

const withoutBlankLines = (text: string): string => text.replace(/^\s*\n/gm, '')

it.each([
  ['Start on Windows.bat', 'bat'],
  ['server/serve.ps1', 'powershell'],
  ['Start on macOS.command', 'sh'],
])('each line of %s stands in the review, as it is and in order', (script, language) => {
  const lines = readFileSync(join(root, 'demo/folder', script), 'utf8').replaceAll('\r\n', '\n')
  expect(listings(language)).toBe(withoutBlankLines(lines))
})

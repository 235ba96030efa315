// Writes which libraries the page is built from, with their licenses, for the about page. Run it after the
// dependencies have changed: npx tsx docs/makeLibraries.ts
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { librariesOf } from './libraries.ts'

const root = join(import.meta.dirname, '..')
const { libraries, texts } = librariesOf(root)
const write = (name: string, value: unknown) =>
  writeFile(join(root, 'src/data', name), `${JSON.stringify(value, null, 1)}\n`)
await write('libraries.json', libraries)
await write('license-texts.json', texts)

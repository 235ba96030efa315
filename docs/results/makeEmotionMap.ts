// Puts the map of 171 emotion words beside the bundled model and names it in the manifest. Run it after the experiment
// has measured the words: npx tsx docs/results/makeEmotionMap.ts FOLDER, the --out of `experiment map`.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson } from '../../src/commands/flags.ts'
import { parseManifest } from '../../src/model/manifest.ts'

const model = join(import.meta.dirname, '../../models/SmolLM2-135M-Instruct')
const path = 'evenkeel/emotion-map.json'
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder of the experiment.')
const bytes = await readFile(join(folder, 'emotion-map.json'))
await writeFile(join(model, path), bytes)
const manifest = parseManifest(await readJson(join(model, 'manifest.json')))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const files = Object.entries({ ...manifest.files, [path]: { bytes: bytes.length, sha256 } })
const sorted = Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(join(model, 'manifest.json'), `${JSON.stringify({ files: sorted }, null, 2)}\n`)

// Makes the map of 171 emotion words that ships beside the bundled model, and names it in the manifest.
// Run it after the model, the words, the templates or the ratings have changed: npx tsx docs/results/makeEmotionMap.ts
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson } from '../../src/commands/flags.ts'
import { openModel } from '../../src/commands/openModel.ts'
import { blocksOf } from '../../src/experiments/blocks.ts'
import { emotionMap, measuredEmotionMap } from '../../src/experiments/emotionMap/emotionMap.ts'
import {
  encodeEmotionMap,
  parseEmotionMap,
} from '../../src/experiments/emotionMap/emotionMapFile.ts'
import { Measured, type Measurement } from '../../src/experiments/measured.ts'
import { runTasks } from '../../src/experiments/runTasks.ts'
import { dot } from '../../src/math/vector.ts'
import { parseManifest } from '../../src/model/manifest.ts'
import { parseDirectionFile } from '../../src/steering/directionFile.ts'

const folder = join(import.meta.dirname, '../../models/SmolLM2-135M-Instruct')
const path = 'evenkeel/emotion-map.json'
const { model } = await openModel(folder, {})
const directions = await readJson(join(folder, 'evenkeel/calm-to-desperate.json'))
const set = parseDirectionFile(directions, model.about)
const ground = { about: model.about, set, blocks: blocksOf(set.nLayers) }

const found = new Map<string, Measurement>()
const plan = emotionMap.plan(ground, emotionMap.texts)
for await (const { task, measurement } of runTasks(plan, model, new Set())) {
  found.set(task, measurement)
  process.stderr.write(`${found.size} of ${plan.tasks.length}\n`)
}
const map = await measuredEmotionMap(ground, emotionMap.texts, new Measured(found))
if (!map) throw new Error('the words were not read')

const json = `${JSON.stringify(encodeEmotionMap(map))}\n`
await writeFile(join(folder, path), json)
const manifest = parseManifest(await readJson(join(folder, 'manifest.json')))
const bytes = await readFile(join(folder, path))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const files = Object.entries({ ...manifest.files, [path]: { bytes: bytes.length, sha256 } })
const sorted = Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(join(folder, 'manifest.json'), `${JSON.stringify({ files: sorted }, null, 2)}\n`)

const read = parseEmotionMap(JSON.parse(json), model.about)
const kept = read.vectors.map((vector, w) => dot(vector, map.vectors[w]!))
process.stdout.write(
  `${path}: ${bytes.length} bytes; rounded vectors keep a cosine of ${Math.min(...kept).toFixed(5)} or more with their own\n`,
)
process.exit(0)

// Makes what the lab ships beside the bundled model: the default direction, reference values for the self-test
// and the manifest. Run it after the model, the contrast texts or a recipe have changed: npm run models
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openModel } from '../src/commands/openModel.ts'
import type { ModelGolden } from '../src/commands/verifyModelGolden.ts'
import { parseContrastSet } from '../src/steering/contrastSet.ts'
import { deriveDirections } from '../src/steering/derive.ts'
import { encodeDirectionFile } from '../src/steering/directionFile.ts'
import { labVersion } from '../src/steering/labVersion.ts'

const folder = join(import.meta.dirname, 'SmolLM2-135M-Instruct')
const readJson = async (url: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(url, import.meta.url), 'utf8'))
const write = (path: string, value: unknown) =>
  writeFile(join(folder, path), `${JSON.stringify(value)}\n`)

await mkdir(join(folder, 'evenkeel'), { recursive: true })
for (const old of ['manifest.json', 'evenkeel/calm-to-desperate.json'])
  await rm(join(folder, old), { force: true }) // what is made anew must not be believed meanwhile

const golden = (await readJson('../tests/golden/smollm2-135m-instruct.json')) as ModelGolden
const prompt = golden.forward[2]
if (!prompt) throw new Error('the reference values have no third prompt')
await write('evenkeel/reference.json', {
  format: 'evenkeel-reference/1',
  ids: prompt.ids,
  at: prompt.hook_points.map((name) => (name === 'embedding' ? 'blocks.0.hook_resid_pre' : name)),
  positions: prompt.positions,
  residual: prompt.residual,
  top: prompt.logits_top20.map(([id, logit]) => ({ id, logprob: logit - prompt.logsumexp })),
})

const contrast = parseContrastSet(await readJson('../src/data/contrast.json'))
const { model } = await openModel(folder, {})
for await (const event of deriveDirections(model, contrast, 'calm-to-desperate', {
  name: 'calm to desperate',
  code: labVersion,
}))
  if (event.type === 'derived')
    await write('evenkeel/calm-to-desperate.json', encodeDirectionFile(event.directions))

const files: Record<string, { bytes: number; sha256: string }> = {}
const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !/^(manifest\.json|README\.md|LICENSE)$/.test(entry.name))
  .filter((entry) => !entry.parentPath.endsWith('recordings')) // made later, by models/record.ts, which keeps its own hashes
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
for (const path of paths.sort()) {
  const bytes = await readFile(join(folder, path))
  files[path] = {
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}
await writeFile(join(folder, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`)

import { join } from 'node:path'
import { readJson } from '../../src/commands/flags.ts'
import { openModel } from '../../src/commands/openModel.ts'
import { parseContrastSet } from '../../src/steering/contrastSet.ts'
import { parseDirectionFile } from '../../src/steering/directionFile.ts'
import { type Bench, measureReadout, measureText } from './measureSteering.ts'
import { measureVariants } from './readoutVariants.ts'
import { RepliesSoFar } from './repliesSoFar.ts'
import {
  readResults,
  type Setting,
  type SteeringResults,
  settingsAgree,
  writeResults,
} from './steeringResults.ts'
import { writeTable } from './steeringTable.ts'

// npx tsx docs/results/make.ts [readout] [variants] [text] [confirmation] [table]
// Measures these parts (all of them without arguments), keeps the others from the last run, and writes the table.
// A part that was broken off among its replies goes on where it stopped.

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'models/SmolLM2-135M-Instruct')
const layer = 14
const bootstrapSeed = 1

const units = {
  coefficient: 'in typical norms of the block; positive is toward desperate',
  difference: "logit(' desperate') - logit(' calm') in nats, (sentence, suffix)",
  bySentence: 'change of the difference against coefficient 0 in nats, mean over suffixes',
  byPrompt:
    'score(+) - score(-), desperate minus calm lexicon words per 100 words, mean over seeds',
  nll: 'mean negative log-likelihood of the reply in nats a token, by the unsteered model, given the prompt',
  ratio:
    'exp(nll of the steered reply) / exp(nll of the baseline reply), geometric mean over prompts',
  intervals: '95 % percentile bootstrap over sentences (readout) or prompts (text)',
  random: 'range of the same figure over seeded isotropic Gaussian unit vectors of the same size',
}

const measures = {
  readout: (bench: Bench) => measureReadout(bench),
  variants: async (bench: Bench) =>
    measureVariants(bench, await readJson(join(root, 'tests/golden/smollm2-135m-instruct.json'))),
  text: (bench: Bench) =>
    measureText(
      bench,
      'text',
      bench.contrast.steerPrompts,
      { direction: [1, 2], random: [1], randomDirections: [1, 2, 3, 4, 5, 6, 7, 8] },
      [0.2, -0.2, 0.3, -0.3],
    ),
  confirmation: (bench: Bench) =>
    measureText(
      bench,
      'confirmation',
      bench.contrast.confirmationPrompts,
      { direction: [3, 4], random: [3], randomDirections: [17, 18, 19, 20, 21, 22, 23, 24] },
      [0.2, -0.2],
    ),
}
type Part = keyof typeof measures
const isPart = (name: string): name is Part => name in measures

const asked = process.argv.slice(2)
const stray = asked.find((name) => name !== 'table' && !isPart(name))
if (stray !== undefined) throw new Error(`There is no part "${stray}".`)
const parts = asked.length === 0 ? (Object.keys(measures) as Part[]) : asked.filter(isPart)

let results = await readResults()
if (parts.length > 0) {
  const { model } = await openModel(folder, {})
  const set = parseDirectionFile(
    await readJson(join(folder, 'evenkeel/calm-to-desperate.json')),
    model.about,
  )
  const contrast = parseContrastSet(await readJson(join(root, 'src/data/contrast.json')))
  const { threads: _, ...about } = model.about
  const setting: Setting = {
    model: about,
    passport: set.passport,
    layer,
    typicalNorm: set.typicalNorms[layer]!,
    bootstrap: { seed: bootstrapSeed, resamples: 2000, level: 0.95 },
  }
  const kept: Partial<SteeringResults> =
    results && settingsAgree(results.setting, setting) ? results : {}
  results = { ...kept, units, setting }
  const bench: Bench = { model, set, contrast, layer, bootstrapSeed }
  for (const part of parts) {
    results = { ...results, [part]: await measures[part](bench) }
    await writeResults(results)
    await RepliesSoFar.clear(part)
  }
}
if (results === null) throw new Error('Nothing has been measured yet: run without arguments.')
await writeTable(results)
process.exit(0)

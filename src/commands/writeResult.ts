import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measuredEmotionMap } from '../experiments/emotionMap/emotionMap.ts'
import { encodeEmotionMap } from '../experiments/emotionMap/emotionMapFile.ts'
import { Measured, type Measurement } from '../experiments/measured.ts'
import { type ExperimentResult, resultOf } from '../experiments/result.ts'
import type { RunHeader } from '../experiments/runHeader.ts'
import { tableAsCsv } from '../experiments/table.ts'
import { figureSvg } from '../figures/figureSvg.ts'
import { reportHtml } from '../figures/report.tsx'
import { reportMarkdown } from '../figures/reportMarkdown.ts'
import { LabError } from '../labError.ts'

/** Analyzes what was measured and writes result.json, items.csv, the figures and the reports into the folder. */
export async function writeResult(
  folder: string,
  { experiment, ground, plan, texts, textsAre }: RunHeader,
  measured: ReadonlyMap<string, Measurement>,
): Promise<ExperimentResult> {
  const findings = await plan.analyze(new Measured(measured))
  if (!findings)
    throw new LabError('bad-input', 'These measurements say nothing yet: too few texts were read.')
  const result = resultOf(experiment, ground, plan, findings, textsAre)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeReport(folder, result)
  if (experiment.name === 'map') await writeMap(folder, ground, texts, measured)
  return result
}

/** Writes the map of emotion words that the page opens without the model, once it lies beside the model. */
async function writeMap(
  folder: string,
  ground: RunHeader['ground'],
  texts: unknown,
  measured: ReadonlyMap<string, Measurement>,
): Promise<void> {
  const map = await measuredEmotionMap(ground, texts, new Measured(measured))
  if (map)
    await writeFile(join(folder, 'emotion-map.json'), `${JSON.stringify(encodeEmotionMap(map))}\n`)
}

/** Writes what follows from a result, and gives the names of the files. */
export async function writeReport(folder: string, result: ExperimentResult): Promise<string[]> {
  const files: Record<string, string> = {
    'items.csv': tableAsCsv(result.items),
    'report.md': reportMarkdown(result),
    'report.html': reportHtml(result),
  }
  for (const figure of result.figures) files[`${figure.name}.svg`] = figureSvg(figure)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return Object.keys(files)
}

import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { LabError } from '../labError.ts'
import type { Loaded } from '../model/loadModel.ts'
import { type ContrastSet, parseContrastSet } from '../steering/contrastSet.ts'
import { deriveDirections } from '../steering/derive.ts'
import { type DirectionFile, encodeDirectionFile } from '../steering/directionFile.ts'
import { type Recipe, recipes } from '../steering/directionSet.ts'
import { labVersion } from '../steering/labVersion.ts'
import { type Flags, readJson, required, text } from './flags.ts'
import { openModel } from './openModel.ts'

const passport = { name: 'calm to desperate', code: labVersion }

/** `derive`: directions by block from contrast texts, as the page derives them. */
export async function derive(folder: string, flags: Flags): Promise<unknown> {
  const contrast = parseContrastSet(await readJson(required(flags, 'contrast')))
  const named = text(flags, 'recipe') ?? 'calm-to-desperate'
  const recipe = recipes.find((known) => known === named)
  if (!recipe) throw new LabError('bad-input', `--recipe is "${named}". Use ${recipes.join(', ')}.`)
  const out = text(flags, 'out')
  const isNew = out !== undefined && !existsSync(out)
  if (out !== undefined) await writeResult(out, '', 'a') // refused before the minute of work; keeps what is there
  try {
    return await deriveInto(out, await openModel(folder, flags), contrast, recipe)
  } catch (error) {
    if (isNew) await rm(out, { force: true })
    throw error
  }
}

async function deriveInto(
  out: string | undefined,
  { model }: Loaded,
  contrast: ContrastSet,
  recipe: Recipe,
): Promise<DirectionFile> {
  for await (const event of deriveDirections(model, contrast, recipe, passport)) {
    if (event.type === 'progress') {
      process.stderr.write(`\r${event.stage}: ${event.done} of ${event.total}    `)
      continue
    }
    process.stderr.write('\n')
    const file = encodeDirectionFile(event.directions)
    if (out !== undefined) await writeResult(out, `${JSON.stringify(file)}\n`)
    return file
  }
  throw new TypeError('a derivation without a result')
}

async function writeResult(path: string, content: string, flag = 'w'): Promise<void> {
  try {
    await writeFile(path, content, { flag })
  } catch (cause) {
    throw new LabError('bad-input', `--out ${path} cannot be written. Choose another path.`, {
      cause,
    })
  }
}

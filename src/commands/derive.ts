import { writeFile } from 'node:fs/promises'
import { LabError } from '../labError.ts'
import { parseContrastSet } from '../steering/contrastSet.ts'
import { deriveDirections } from '../steering/derive.ts'
import { encodeDirectionFile } from '../steering/directionFile.ts'
import type { Recipe } from '../steering/directionSet.ts'
import { labVersion } from '../steering/labVersion.ts'
import { type Flags, readJson, required, text } from './flags.ts'
import { openModel } from './openModel.ts'

const passport = { name: 'calm to desperate', code: labVersion }
const recipes: readonly string[] = ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate']

/** `derive`: directions by block from contrast texts, as the page derives them. */
export async function derive(folder: string, flags: Flags): Promise<unknown> {
  const contrast = parseContrastSet(await readJson(required(flags, 'contrast')))
  const recipe = text(flags, 'recipe') ?? 'calm-to-desperate'
  if (!recipes.includes(recipe))
    throw new LabError('bad-input', `--recipe is "${recipe}". Use ${recipes.join(', ')}.`)
  const out = text(flags, 'out')
  if (out !== undefined) await writeResult(out, '', 'a') // refused before the minute of work; keeps what is there
  const { model } = await openModel(folder, flags)
  for await (const event of deriveDirections(model, contrast, recipe as Recipe, passport)) {
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

import { LabError } from '../labError.ts'
import {
  type DirectionFile,
  encodeDirectionFile,
  parseDirectionFile,
} from '../steering/directionFile.ts'
import { type Field, fieldOf, refusal, textOf, wholeOf } from '../steering/field.ts'
import { textHash } from '../steering/hash.ts'
import { labVersion } from '../steering/labVersion.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import { experimentOf } from './catalog.ts'
import type { Experiment, Ground, Plan } from './experiment.ts'
import type { ExperimentResult } from './result.ts'

/** What a run is of: with it, measurements can be resumed, merged and analyzed without the model. */
export interface RunHeader {
  experiment: Experiment
  ground: Ground
  texts: unknown
  textsAre: ExperimentResult['textsAre']
  plan: Plan
}

/**
 * Plans a run. Throws LabError for texts or a model that cannot take part, and for a direction of another model; one of
 * the same model in another number format will do. `ownTexts` undefined: the shipped ones.
 */
export function headerOf(experiment: Experiment, ground: Ground, ownTexts?: unknown): RunHeader {
  const { set, about } = ground
  if (set.passport.modelHash !== about.hash && set.passport.model !== about.name)
    throw new LabError(
      'model-mismatch',
      `The direction “${set.passport.name}” was made for ${set.passport.model}, and the loaded model is ${about.name}. Derive it again for this model.`,
    )
  const own = ownTexts !== undefined
  const texts = own ? ownTexts : experiment.texts
  const plan = experiment.plan(ground, texts)
  return { experiment, ground, texts, textsAre: own ? 'own' : 'shipped', plan }
}

/**
 * Names everything that decides the numbers of a run: experiment, texts, direction, model, device, threads and version.
 * Measurements of equal keys may be put together.
 */
export function runKey({ experiment, ground, texts }: RunHeader): Promise<string> {
  const { about, set, blocks } = ground
  const { hash, dtype, weights, device, threads, contextLength } = about
  const { recipe, recipeHash, contrastHash, modelHash, code } = set.passport
  return textHash(
    JSON.stringify([
      ...[labVersion, experiment.name, texts],
      ...(experiment.revision ? [experiment.revision] : []),
      ...[hash, dtype, weights, device, threads, contextLength],
      ...[recipe, recipeHash, contrastHash, modelHash, code],
      ...[blocks.steer, blocks.read, blocks.reply],
    ]),
  )
}

/** A header as it lies in a file. */
export interface RunHeaderFile {
  format: 'evenkeel-measurements/1'
  experiment: string
  key: string
  model: ModelDescription
  blocks: Ground['blocks']
  texts: unknown
  textsAre: RunHeader['textsAre']
  directions: DirectionFile
}

export async function encodeHeader(header: RunHeader): Promise<RunHeaderFile> {
  const { experiment, ground, texts, textsAre } = header
  return {
    format: 'evenkeel-measurements/1',
    ...{ experiment: experiment.name, key: await runKey(header), model: ground.about },
    ...{ blocks: ground.blocks, texts, textsAre },
    directions: encodeDirectionFile(ground.set),
  }
}

/** Reads a header and plans its run again. Throws LabError with a sentence that names the field. */
export async function parseHeader(value: unknown): Promise<RunHeader> {
  const file: Field = { value, name: '', code: 'bad-file' }
  const part = (key: string) => fieldOf(file, key)
  if (part('format').value !== 'evenkeel-measurements/1')
    throw refusal(
      part('format'),
      'must be "evenkeel-measurements/1". This is no file of measurements',
    )
  const about = parseDescription(part('model'))
  const block = (key: string) => wholeOf(fieldOf(part('blocks'), key), 0)
  const ground: Ground = {
    about,
    set: parseDirectionFile(part('directions').value, about),
    blocks: { steer: block('steer'), read: block('read'), reply: block('reply') },
  }
  const experiment = experimentOf(textOf(part('experiment')))
  const own = part('textsAre').value === 'own' ? part('texts').value : undefined
  const header = headerOf(experiment, ground, own)
  if ((await runKey(header)) !== part('key').value)
    throw refusal(
      part('key'),
      'belongs to other texts, another model or another version of the lab',
    )
  return header
}

function parseDescription(field: Field): ModelDescription {
  const part = (key: string) => fieldOf(field, key)
  const yes = (key: string) => part(key).value === true
  const device = part('device').value
  if (device !== 'wasm' && device !== 'webgpu')
    throw refusal(part('device'), 'must be wasm or webgpu')
  return {
    name: textOf(part('name')),
    dtype: textOf(part('dtype')),
    nLayers: wholeOf(part('nLayers'), 1),
    dModel: wholeOf(part('dModel'), 1),
    vocabSize: wholeOf(part('vocabSize'), 1),
    contextLength: wholeOf(part('contextLength'), 1),
    hasTokenizer: yes('hasTokenizer'),
    hasChatTemplate: yes('hasChatTemplate'),
    hash: textOf(part('hash')),
    device,
    threads: wholeOf(part('threads'), 1),
    weights: textOf(part('weights')),
  }
}

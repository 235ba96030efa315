import { LabError } from '../labError.ts'
import { loweredBytes, prepareGraph, type WeightForm } from '../onnx/prepare.ts'
import { parseDirectionFile } from '../steering/directionFile.ts'
import type { LoadEvent, LoadedModel, LoadRequest } from '../steering/labEngine.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import { type Attempt, attemptsFor, openRuntime } from './deviceChoice.ts'
import { type ModelFiles, readModelFiles } from './modelFiles.ts'
import type { ModelFolder } from './modelFolder.ts'
import { OrtModel } from './ortModel.ts'
import { parseReference, type Reference } from './reference.ts'
import type { Runtime, RuntimeFiles } from './runtime.ts'
import { measureSpeed, selfTest } from './selfTest.ts'
import { memoryRefusal } from './session.ts'
import { Sessions } from './sessions.ts'

export interface Loaded {
  model: OrtModel
  runtime: Runtime
  summary: LoadedModel
}

export interface LoadOptions extends Omit<LoadRequest, 'folder'> {
  check?: boolean // false skips the self-test, for the command line
  onEvent?: (event: LoadEvent) => void
  signal?: AbortSignal
}

/** Reads a model folder, then tries devices and weight forms in turn until one passes the self-test. */
export async function loadModel(
  folder: ModelFolder,
  runtimes: RuntimeFiles,
  options: LoadOptions = {},
): Promise<Loaded> {
  try {
    return await load(folder, runtimes, options)
  } catch (error) {
    throw (error instanceof RangeError && memoryRefusal(error)) || error
  }
}

async function load(
  folder: ModelFolder,
  runtimes: RuntimeFiles,
  options: LoadOptions,
): Promise<Loaded> {
  const { onEvent, signal } = options
  const files = await readModelFiles(folder, options)
  const { extras } = files
  const reference = extras.reference === null ? null : parseReference(extras.reference)
  const note = (text: string) => onEvent?.({ type: 'note', text })
  if (!files.verified) note('The model folder has no manifest, so its files were not checked.')

  const attempts = attemptsFor(options, (weights) => loweredBytes(files.graph, weights))
  let failure: unknown = null
  for (const [index, attempt] of attempts.entries()) {
    if (signal?.aborted) throw new LabError('cancelled', 'Loading was cancelled.')
    const last = index === attempts.length - 1
    try {
      const loaded = await tryDevice(folder, files, reference, runtimes, attempt, options)
      if (loaded.summary.fidelity.ok || last) {
        if (!loaded.summary.fidelity.ok)
          note('This device failed the self-test: its numbers cannot be trusted.')
        return loaded
      }
      const failed = loaded.summary.fidelity.checks.find(({ ok }) => !ok)
      note(
        `${attempt.label} was not used: "${failed?.name}" was off by ${failed?.error.toPrecision(2)}.`,
      )
      await loaded.model.release()
    } catch (error) {
      if (!(error instanceof LabError) || last || !attempt.mayFail) throw error
      if (!(failure instanceof LabError) || failure.message !== error.message)
        note(`${attempt.label} was not used: ${error.message}`)
      failure = error
    }
  }
  throw failure ?? new TypeError('no device was tried')
}

async function tryDevice(
  folder: ModelFolder,
  files: ModelFiles,
  reference: Reference | null,
  runtimes: RuntimeFiles,
  attempt: Attempt,
  { onEvent, check }: LoadOptions,
): Promise<Loaded> {
  const stage = (name: 'prepare' | 'session' | 'self-test') =>
    onEvent?.({ type: 'progress', stage: name, file: files.graph.file, done: 0, total: 0 })
  stage('prepare')
  const runtime = await openRuntime(runtimes, attempt)
  const { config, graph, extras } = files
  const sessions = new Sessions(runtime, graph, attempt.weights, config.nLayers)
  try {
    stage('session')
    const about = await describe(folder, files, runtime, attempt.weights)
    const direction = extras.direction === null ? null : parseDirectionFile(extras.direction, about)
    const model = new OrtModel({ about, runtime, sessions, config, tokenizer: files.tokenizer })
    if (check === false) return { model, runtime, summary: { ...unchecked(about), direction } }
    stage('self-test')
    const fidelity = await selfTest(model, attempt.weights, reference)
    const tokensPerSecond = fidelity.ok ? await measureSpeed(model) : 0
    const summary = {
      about,
      fidelity,
      direction,
      tokensPerSecond,
      memoryBytes: runtime.heapBytes(),
    }
    return { model, runtime, summary }
  } catch (error) {
    await sessions.release().catch(() => undefined) // its device may be gone
    runtime.close()
    throw error
  }
}

const unchecked = (about: ModelDescription): LoadedModel => ({
  about,
  fidelity: { ok: true, reference: false, checks: [] },
  direction: null,
  tokensPerSecond: 0,
  memoryBytes: null,
})

async function describe(
  folder: ModelFolder,
  files: ModelFiles,
  runtime: Runtime,
  weights: WeightForm,
): Promise<ModelDescription> {
  const { config, graph, tokenizer } = files
  const shape = prepareGraph(graph, {
    weights: 'as stored',
    hooks: 'add',
    pruneLogits: true,
    ...(config.nLayers !== undefined && { nLayers: config.nLayers }),
  })
  if (config.dModel !== undefined && config.dModel !== shape.dModel)
    throw new LabError(
      'model-mismatch',
      `config.json says hidden_size ${config.dModel}, the graph has ${shape.dModel}. Use the files of one model.`,
    )
  return {
    name: folder.name,
    dtype: files.dtype,
    nLayers: shape.nLayers,
    dModel: shape.dModel,
    vocabSize: shape.vocabSize,
    contextLength: config.contextLength,
    hasTokenizer: tokenizer !== null,
    hasChatTemplate: tokenizer?.hasChatTemplate ?? false,
    device: runtime.device,
    threads: runtime.threads,
    weights,
    hash: files.hash,
  }
}

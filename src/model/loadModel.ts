import { LabError } from '../labError.ts'
import { loweredBytes, prepareGraph, type WeightForm } from '../onnx/prepare.ts'
import { parseDirectionFile } from '../steering/directionFile.ts'
import type { DirectionSet } from '../steering/directionSet.ts'
import type { LoadEvent, LoadedModel, LoadRequest } from '../steering/labEngine.ts'
import type { ModelDescription } from '../steering/steerableModel.ts'
import { type Attempt, attemptsFor, openRuntime, startsOnCpu } from './deviceChoice.ts'
import { type ModelFiles, readModelFiles } from './modelFiles.ts'
import type { ModelFolder } from './modelFolder.ts'
import { OrtModel } from './ortModel.ts'
import { parseReference, type Reference } from './reference.ts'
import type { Runtime, RuntimeFiles } from './runtime.ts'
import { memoryRefusal } from './runtimeRefusal.ts'
import { selfTest } from './selfTest.ts'
import { Sessions } from './sessions.ts'
import { warmUpWasm } from './warmUp.ts'

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
  const [files] = await Promise.all([
    readModelFiles(folder, options),
    startsOnCpu(options) ? warmUpWasm(runtimes) : null,
  ])
  const note = (text: string) => onEvent?.({ type: 'note', text })
  if (!files.verified) note('The model folder has no manifest, so its files were not checked.')
  const parsed = parseFiles(folder, files)

  const bytesOf = (weights: WeightForm) => loweredBytes(files.graph, weights)
  const attempts = attemptsFor(options, bytesOf)
  if (options.weights === undefined && attempts.at(-1)?.weights === 'as stored')
    note(
      `This device has little memory, so the CPU takes the weights as they are stored and writes more slowly; as float32 they would take ${Math.ceil(bytesOf('float32') / 1e6)} MB.`,
    )
  let refused = ''
  for (const [index, attempt] of attempts.entries()) {
    if (signal?.aborted) throw new LabError('cancelled', 'Loading was cancelled.')
    const last = index === attempts.length - 1
    try {
      const loaded = await tryDevice(files, parsed, runtimes, attempt, options)
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
      if (last || !attempt.mayFail) throw error // a graphics driver may throw anything
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== refused) note(`${attempt.label} was not used: ${reason}`)
      refused = reason
    }
  }
  throw new TypeError('no device was tried')
}

/** What the files say, whatever runs them. */
interface ParsedFiles {
  about: Omit<ModelDescription, 'device' | 'threads' | 'weights'>
  reference: Reference | null
  direction: DirectionSet | null
}

function parseFiles(folder: ModelFolder, files: ModelFiles): ParsedFiles {
  const { config, graph, tokenizer, extras } = files
  const { nLayers, dModel, vocabSize } = prepareGraph(graph, {
    weights: 'as stored',
    hooks: 'add',
    pruneLogits: true,
    ...(config.nLayers !== undefined && { nLayers: config.nLayers }),
  })
  if (config.dModel !== undefined && config.dModel !== dModel)
    throw new LabError(
      'model-mismatch',
      `config.json says hidden_size ${config.dModel}, the graph has ${dModel}. Use the files of one model.`,
    )
  const about = {
    name: folder.name,
    dtype: files.dtype,
    nLayers,
    dModel,
    vocabSize,
    contextLength: config.contextLength,
    hasTokenizer: tokenizer !== null,
    hasChatTemplate: tokenizer?.hasChatTemplate ?? false,
    hash: files.hash,
  }
  return {
    about,
    reference: extras.reference === null ? null : parseReference(extras.reference),
    direction: extras.direction === null ? null : parseDirectionFile(extras.direction, about),
  }
}

async function tryDevice(
  files: ModelFiles,
  { about: described, reference, direction }: ParsedFiles,
  runtimes: RuntimeFiles,
  attempt: Attempt,
  { onEvent, signal, check }: LoadOptions,
): Promise<Loaded> {
  const stage = (name: 'prepare' | 'session' | 'self-test') =>
    onEvent?.({ type: 'progress', stage: name, file: files.graph.file, done: 0, total: 0 })
  stage('prepare')
  const runtime = await openRuntime(runtimes, attempt)
  const { config, graph, tokenizer } = files
  const { weights } = attempt
  const { device, threads } = runtime
  const about = { ...described, device, threads, weights }
  const sessions = new Sessions(runtime, graph, weights, config.nLayers)
  try {
    const model = new OrtModel({ about, runtime, sessions, config, tokenizer })
    if (check === false) return { model, runtime, summary: { ...unchecked, about, direction } }
    stage('session')
    await sessions.open({ hooks: 'add', logits: true, lastBlock: about.nLayers - 1 })
    if (signal?.aborted) throw new LabError('cancelled', 'Loading was cancelled.')
    stage('self-test')
    const { fidelity, tokensPerSecond } = await selfTest(model, weights, reference)
    const memoryBytes = runtime.heapBytes()
    return {
      model,
      runtime,
      summary: { about, fidelity, direction, tokensPerSecond, memoryBytes },
    }
  } catch (error) {
    await sessions.release().catch(() => undefined) // its device may be gone
    runtime.close()
    throw error
  }
}

const unchecked: Omit<LoadedModel, 'about' | 'direction'> = {
  fidelity: { ok: true, reference: false, checks: [] },
  tokensPerSecond: null,
  memoryBytes: null,
}

import { LabError } from '../../src/labError.ts'
import type { EngineHandle } from '../../src/state/model/engineHandle.ts'
import type {
  DeriveEvent,
  LabEngine,
  LoadEvent,
  LoadedModel,
  LoadRequest,
} from '../../src/steering/labEngine.ts'
import type {
  GenerateRequest,
  Generation,
  GenerationEvent,
  TextSource,
  Tokenized,
  TokenReading,
} from '../../src/steering/steerableModel.ts'
import { fakeDirections } from './fakeDirections.ts'

export interface FakeOptions {
  stepMs?: number // between tokens; 0 gives way to the event loop once
  prefillMs?: number
  loadMs?: number
  contextLength?: number
  shipsDirection?: boolean
  stopAfter?: number // the baseline ends by itself after so many tokens
  failLoad?: LabError
  speed?: number | null
  words?: Partial<Record<'calm' | 'rest' | 'desperate', readonly string[]>>
}

const defaultWords = {
  calm: ['The', ' room', ' is', ' warm', ' and', ' still', ',', ' with', ' soft', ' light', '.'],
  rest: [
    'The',
    ' room',
    ' is',
    ' modern',
    ',',
    ' sleek',
    ' and',
    ' bright',
    ' with',
    ' glass',
    '.',
  ],
  desperate: [
    'The',
    ' room',
    ' is',
    ' lost',
    ' in',
    ' ruins',
    ' of',
    ' crumbling',
    ' stone',
    ',',
    ' dark',
  ],
}

/** A LabEngine without a model: words follow the sign of the push, readings are planted (2.5 per 0.2 of push). */
export class FakeEngine implements LabEngine {
  readonly options: FakeOptions
  readonly requests: GenerateRequest[] = []
  released = 0 // generations whose loop was left and that have let go
  #dead: LabError | null = null
  #mourners: ((error: LabError) => void)[] = []

  constructor(options: FakeOptions = {}) {
    this.options = options
  }

  /** Ends the engine as a crashed worker would: pending and later calls fail, listeners are told. */
  die(error = new LabError('worker-dead', 'The worker that runs the model stopped.')): void {
    this.#dead = error
    for (const listener of this.#mourners) listener(error)
  }

  /** Fails calls as a lost device would, without anybody being told beforehand. */
  loseDevice(): void {
    this.#dead = new LabError('device-lost', 'The graphics device was lost.')
  }

  handle(): EngineHandle {
    return {
      engine: this,
      onDeath: (listener) => this.#mourners.push(listener),
      dispose: () => {
        this.#dead ??= new LabError('cancelled', 'The lab was closed.')
      },
    }
  }

  async *load({ folder }: LoadRequest): AsyncGenerator<LoadEvent> {
    const total = 114e6
    for (let part = 1; part <= 4; part++) {
      await this.#wait(this.options.loadMs)
      const file = 'onnx/model_q4.onnx_data'
      yield { type: 'progress', stage: 'download', file, done: (total * part) / 4, total }
    }
    if (this.options.failLoad) throw this.options.failLoad
    yield { type: 'note', text: 'No WebGPU in this browser: the model runs on the CPU.' }
    yield { type: 'progress', stage: 'self-test', file: '', done: 1, total: 2 }
    await this.#wait(this.options.loadMs)
    yield { type: 'ready', model: this.#model(folder) }
  }

  async tokenize(source: TextSource): Promise<Tokenized> {
    await this.#wait(0)
    const said = source.kind === 'chat' ? (source.messages.at(-1)?.content ?? '') : source.text
    const text = source.kind === 'chat' ? `<|im_start|>user\n${said}<|im_end|>\n` : said
    const pieces = text.match(/<\|\w+\|>|\s*[^\s<]+|\s+|</g) ?? []
    return { ids: pieces.map((_, index) => index + 1), pieces, text }
  }

  async *capture(): AsyncGenerator<never> {}

  generate(request: GenerateRequest): Generation {
    this.requests.push(request)
    const steerings = request.lanes.map((lane) => lane.steering)
    const steer: Generation['steer'] = (lane, steering) => {
      steerings[lane] = steering
    }
    const coefficientOf = (lane: number) => steerings[lane]?.coefficient ?? 0
    return Object.assign(this.#write(request, coefficientOf), { steer })
  }

  async *derive({ recipe }: { recipe: DirectionSetRecipe }): AsyncGenerator<DeriveEvent> {
    for (let done = 0; done <= 20; done++) {
      await this.#wait(this.options.stepMs)
      yield { type: 'progress', stage: 'reading the pairs', done, total: 20 }
    }
    const directions = fakeDirections(30, 16, recipe)
    yield { type: 'derived', directions }
  }

  async *#write(
    request: GenerateRequest,
    coefficientOf: (lane: number) => number,
  ): AsyncGenerator<GenerationEvent> {
    const { contextLength = 2048, stopAfter } = this.options
    const { ids, lanes, maxTokens } = request
    if (ids.length + maxTokens > contextLength)
      throw new LabError(
        'too-long',
        `The prompt takes ${ids.length} of ${contextLength} tokens. Shorten it.`,
      )
    try {
      yield { type: 'prefill', done: 0, total: ids.length }
      await this.#wait(this.options.prefillMs)
      yield { type: 'prefill', done: ids.length, total: ids.length }
      for (const lane of lanes.keys()) {
        const readings = ids.map((_, index) => planted(index, 0, index === 0))
        yield { type: 'prompt', lane, readings }
      }
      const open = new Set(lanes.keys())
      for (let index = 0; index < maxTokens && open.size > 0; index++) {
        await this.#wait(this.options.stepMs)
        for (const lane of open) {
          const stops = stopAfter !== undefined && index === stopAfter && lane === 0
          yield { type: 'step', lane, step: this.#step(index, lane, coefficientOf(lane), stops) }
          if (!stops) continue
          open.delete(lane)
          yield { type: 'end', lane, stopped: 'stop' }
        }
      }
      for (const lane of open) yield { type: 'end', lane, stopped: 'length' }
    } finally {
      this.released++
    }
  }

  #step(index: number, lane: number, coefficient: number, stops: boolean) {
    const mood = lane === 2 || coefficient === 0 ? 'rest' : coefficient < 0 ? 'calm' : 'desperate'
    const words = this.options.words?.[mood] ?? defaultWords[mood]
    const shift = lane === 2 && coefficient !== 0 ? 5 : 0
    const at = (index + shift) % words.length
    const logprob = -1 - Math.abs(coefficient)
    return {
      index,
      id: stops ? 2 : 100 + at + 20 * ['calm', 'rest', 'desperate'].indexOf(mood),
      piece: stops ? '' : (words[at] ?? ''),
      logprob: lane === 0 ? -1 : logprob,
      logprobUnsteered: lane === 0 ? null : -1 - 2 * Math.abs(coefficient),
      coefficient,
      reading: stops ? null : planted(index, lane === 1 ? coefficient : 0, false),
    }
  }

  /** The bundled model, or another one named after its folder. */
  #model(folder: string): LoadedModel {
    const { contextLength = 2048, shipsDirection = true, speed = 51 } = this.options
    const bundled = folder === 'fake/'
    return {
      about: {
        name: bundled ? 'SmolLM2-135M-Instruct' : folder,
        dtype: 'q4',
        nLayers: 30,
        dModel: 16,
        vocabSize: 49152,
        contextLength,
        hasTokenizer: true,
        hasChatTemplate: true,
        device: 'wasm',
        threads: 2,
        weights: 'float32',
        hash: (bundled ? 'c' : 'd').repeat(64),
      },
      fidelity: {
        ok: true,
        reference: true,
        checks: [
          { name: 'adding zero changes nothing', error: 0, tolerance: 0, ok: true },
          { name: 'residuals agree with the reference', error: 2.1e-4, tolerance: 1e-3, ok: true },
        ],
      },
      direction: shipsDirection ? fakeDirections(30, 16) : null,
      tokensPerSecond: speed,
      memoryBytes: 1.1e9,
    }
  }

  async #wait(ms = 0): Promise<void> {
    if (this.#dead) throw this.#dead
    await new Promise((resolve) => setTimeout(resolve, ms))
    if (this.#dead) throw this.#dead
  }
}

type DirectionSetRecipe = ReturnType<typeof fakeDirections>['recipe']

/** A reading that wavers around 12.5 SD per unit of push; the first position is massive. */
function planted(index: number, coefficient: number, massive: boolean): TokenReading {
  const projection = 12.5 * coefficient + 0.8 * Math.sin(index * 1.7) + 0.4 * Math.sin(index * 0.6)
  return {
    projection: [projection],
    norm: [massive ? 23000 : 150],
    pushed: [projection + 30 * coefficient],
  }
}

import type { LabEngine, LoadEvent, LoadedModel } from '../../src/steering/labEngine.ts'
import type {
  Captured,
  GenerateRequest,
  GenerationEvent,
  LaneSteering,
} from '../../src/steering/steerableModel.ts'
import {
  type ConnectionOptions,
  connectEngine,
  type EngineConnection,
} from '../../src/wire/client.ts'
import { serveEngine } from '../../src/wire/host.ts'

/** Waits in real time, which is what lets messages through. */
export const pause = (ms = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const model: LoadedModel = {
  about: {
    name: 'fake',
    dtype: 'fp32',
    nLayers: 1,
    dModel: 2,
    vocabSize: 3,
    contextLength: 16,
    hasTokenizer: true,
    hasChatTemplate: false,
    device: 'wasm',
    threads: 1,
    weights: 'float32',
    hash: 'f00d',
  },
  fidelity: { ok: true, reference: false, checks: [] },
  direction: null,
  tokensPerSecond: 1,
  memoryBytes: null,
}

/** A model of no weights: it writes one step after the other, says what steering was in force, and logs how it is left. */
export class FakeEngine implements LabEngine {
  readonly log: string[] = []
  readonly yielded: Captured[] = []

  async *load({ folder }: { folder: string }): AsyncGenerator<LoadEvent> {
    try {
      yield { type: 'progress', stage: 'download', file: folder, done: 1, total: 2 }
      yield { type: 'note', text: 'wasm was chosen' }
      yield { type: 'ready', model }
    } finally {
      this.log.push('load left')
    }
  }

  async tokenize(source: Parameters<LabEngine['tokenize']>[0]) {
    const text =
      source.kind === 'chat' ? source.messages.map((m) => m.content).join('') : source.text
    return { ids: [...text].map((letter) => letter.charCodeAt(0)), pieces: [...text], text }
  }

  async *capture({ sequences }: Parameters<LabEngine['capture']>[0]): AsyncGenerator<Captured> {
    for (const [index, { ids }] of sequences.entries()) {
      const captured = {
        index,
        positions: [...ids.keys()],
        residual: Float32Array.from(ids),
        logits: Float32Array.of(0.25, index, 1),
      }
      this.yielded.push(captured)
      yield captured
    }
  }

  generate({ lanes, maxTokens }: GenerateRequest) {
    const steerings = lanes.map((lane) => lane.steering)
    const { log } = this
    async function* write(): AsyncGenerator<GenerationEvent> {
      log.push('generate begun')
      try {
        for (let index = 0; index < maxTokens; index++)
          for (const [lane, { coefficient }] of steerings.entries())
            yield { type: 'step', lane, step: step(index, coefficient) }
        for (const lane of steerings.keys()) yield { type: 'end', lane, stopped: 'length' }
      } finally {
        log.push('generate left')
      }
    }
    return Object.assign(write(), {
      steer(lane: number, steering: LaneSteering) {
        if (steering.coefficient > 100) throw new RangeError('That push is too strong.')
        steerings[lane] = steering
      },
    })
  }

  async *derive(): ReturnType<LabEngine['derive']> extends AsyncIterable<infer E>
    ? AsyncGenerator<E>
    : never {
    yield { type: 'progress', stage: 'capture', done: 1, total: 1 }
    yield {
      type: 'derived',
      directions: {
        recipe: 'pairs',
        nLayers: 1,
        dModel: 2,
        directions: Float32Array.of(0.6, 0.8),
        typicalNorms: Float32Array.of(7),
        neutralMeans: Float32Array.of(1, 2),
        readingSd: Float32Array.of(3),
        neutralComponents: [0],
        passport: {
          name: 'calm to desperate',
          model: 'fake',
          modelHash: 'f00d',
          contrastHash: 'beef',
          recipeHash: 'feed',
          recipe: 'pairs',
          code: '0',
          neutralTokens: 4,
        },
      },
    }
  }
}

const step = (index: number, coefficient: number) => ({
  index,
  id: index,
  piece: ` ${index}`,
  logprob: -1,
  logprobUnsteered: null,
  coefficient,
  reading: { projection: [index], norm: [1], pushed: [coefficient] },
})

/** A request that writes `maxTokens` steps on each lane, steered by the given coefficients. */
export const writing = (
  maxTokens: number,
  coefficients: readonly number[] = [0],
): GenerateRequest => ({
  ids: [1, 2],
  lanes: coefficients.map((coefficient) => ({
    name: `lane ${coefficient}`,
    steering: { coefficient, interventions: [] },
    shadow: false,
  })),
  probes: [{ at: 'blocks.0.hook_resid_post', direction: Float32Array.of(1, 0) }],
  sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 1 },
  maxTokens,
})

interface Message {
  kind: string
  id?: number
}

/** A page and a worker joined by a real channel; `received` is what came to the page. */
export interface Joined {
  near: MessagePort
  far: MessagePort
  engine: EngineConnection
  received: Message[]
}

/** Serves `engine` over a channel and connects to it. */
export function join(engine: LabEngine, options?: ConnectionOptions): Joined {
  const { port1: near, port2: far } = new MessageChannel()
  const received: Message[] = []
  near.addEventListener('message', (event) => received.push(event.data))
  serveEngine(far, engine)
  return { near, far, received, engine: connectEngine(near, options) }
}

/** Goes through an iterable to its end. */
export async function all<T>(answers: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const answer of answers) list.push(answer)
  return list
}

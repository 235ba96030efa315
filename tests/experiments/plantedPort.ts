import { blocksOf } from '../../src/experiments/blocks.ts'
import type { Ground } from '../../src/experiments/experiment.ts'
import type { MeasuredModel } from '../../src/experiments/measured.ts'
import { sample, samplingDistribution } from '../../src/math/samplingDistribution.ts'
import { murmur3, stream } from '../../src/math/seededStream.ts'
import { addScaled, dot } from '../../src/math/vector.ts'
import { directionAt } from '../../src/steering/directionSet.ts'
import { streamIndex } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'
import type {
  Captured,
  CaptureRequest,
  GenerateRequest,
  GenerationEvent,
} from '../../src/steering/steerableModel.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'

/** What a planted model is made to do. `context` is the text up to and with the token in question, template included. */
export interface Planted {
  /** How many SD the residual of a token stands along named directions: `trouble` is the set's own. */
  state?(context: string): Record<string, number>
  /** The same of its embedding, which knows the word alone. */
  embedded?(word: string): Record<string, number>
  /** Logits by next token, such as {' happy': 2}; 0 for all others. `push` is in typical norms along the set's direction, `size` of any push. */
  next?(context: string, push: number, size: number): Record<string, number>
  noise?: number // SD of what varies from token to token in every dimension; .3
}

const dModel = 128
const nLayers = 30
const vocabSize = 8192
const set = fakeDirections(nLayers, dModel)

/** The direction that a planted model calls by this name, the same at every block. */
export const named = (name: string): Float32Array =>
  name === 'trouble' ? directionAt(set, 0) : randomDirection(dModel, murmur3(bytes(name), 5))

/**
 * A model whose tokens are words and whose residuals and next words are what a test plants. Blocks below 10 hold noise
 * only. It writes the words that `next` names, drawn as a real one draws, or any it knows.
 */
export function plantedPort({ state, embedded, next, noise = 0.3 }: Planted): {
  model: MeasuredModel
  ground: Ground
} {
  const words: string[] = ['<sink>']
  const ids = new Map<string, number>([['<sink>', 0]])
  const idOf = (piece: string): number => {
    const known = ids.get(piece)
    if (known !== undefined) return known
    if (words.length === vocabSize) throw new RangeError('the planted vocabulary is full')
    ids.set(piece, words.length)
    return words.push(piece) - 1
  }
  const piecesOf = (text: string) => text.match(/<\|\w+\|>|\n| ?[^\s<]+|\s|</g) ?? []
  const textOf = (some: readonly number[]) => some.map((id) => (id === 0 ? '' : words[id])).join('')

  const planted = (vector: Float32Array, along: Record<string, number> = {}): Float32Array =>
    Object.entries(along).reduce(
      (sum, [name, amount]) => addScaled(sum, named(name), amount),
      vector,
    )
  const noiseOf = (seed: number, ...path: number[]): Float32Array => {
    const random = stream(seed, ...path)
    return new Float32Array(dModel).map(() => noise * random.gaussian())
  }
  const embeddings = new Map<number, Float32Array>()
  const embeddingOf = (id: number): Float32Array => {
    const known = embeddings.get(id) ?? planted(noiseOf(id, -1), embedded?.(words[id]!))
    embeddings.set(id, known)
    return known
  }
  /** The residual of the last of some tokens. */
  const residualOf = (some: readonly number[], block: number): Float32Array => {
    if (block < 0) return embeddingOf(some.at(-1)!)
    const context = textOf(some)
    const quiet = noiseOf(murmur3(bytes(context), 3), block)
    return block < 10 ? quiet : planted(quiet, state?.(context))
  }
  const sparseLogits = (context: string, interventions: readonly Intervention[]) => {
    const { push, size } = pushes(interventions)
    return new Map(
      Object.entries(next?.(context, push, size) ?? {}).map(([word, logit]) => [idOf(word), logit]),
    )
  }
  const denseLogits = (logits: ReadonlyMap<number, number>, length: number): Float32Array => {
    const dense = new Float32Array(length)
    for (const [id, logit] of logits) dense[id] = logit
    return dense
  }
  const logprobOf = (logits: ReadonlyMap<number, number>, id: number) => {
    let sum = vocabSize - logits.size
    for (const logit of logits.values()) sum += Math.exp(logit)
    return (logits.get(id) ?? 0) - Math.log(sum)
  }

  async function* capture(request: CaptureRequest): AsyncGenerator<Captured> {
    const interventions = request.interventions ?? []
    for (const [index, { ids: some, positions, scoredFrom }] of request.sequences.entries()) {
      const last = some.length - 1
      const wanted =
        positions === 'all' ? some.map((_, i) => i) : positions === 'last' ? [last] : [...positions]
      const residual = new Float32Array(request.at.length * wanted.length * dModel)
      for (const [a, at] of request.at.entries())
        for (const [p, position] of wanted.entries()) {
          const block = streamIndex(at, nLayers) - 1
          const h = residualOf(some.slice(0, position + 1), block)
          residual.set(h, (a * wanted.length + p) * dModel)
        }
      const before = (position: number) =>
        sparseLogits(textOf(some.slice(0, position)), interventions)
      yield {
        ...{ index, positions: wanted, residual },
        logits: request.logits ? denseLogits(before(some.length), vocabSize) : null,
        ...(scoredFrom !== undefined && {
          logprobs: Float32Array.from(some.slice(scoredFrom), (id, i) =>
            logprobOf(before(scoredFrom + i), id),
          ),
        }),
      }
    }
  }

  async function* write(request: GenerateRequest): AsyncGenerator<GenerationEvent> {
    const uniforms = stream(request.sampling.seed)
    const lanes = request.lanes.map((lane) => ({
      ...lane,
      ids: [...request.ids],
      own: lane.seed === undefined ? null : stream(lane.seed),
    }))
    for (let index = 0; index < request.maxTokens; index++) {
      const u = uniforms.uniform()
      for (const [lane, { ids: some, steering, shadow, own: uniformsOfLane }] of lanes.entries()) {
        const before = textOf(some)
        const logits = sparseLogits(before, steering.interventions)
        const bare = sparseLogits(before, [])
        const known = logits.size > 0 ? [...logits.keys()] : [...words.keys()]
        const weighed = Float32Array.from(known, (each) => logits.get(each) ?? 0)
        const distribution = samplingDistribution(weighed, request.sampling, [])
        const id = known[sample(distribution, uniformsOfLane?.uniform() ?? u)]!
        some.push(id)
        const residuals = new Map<string, { h: Float32Array; norm: number }>()
        const reading = request.probes.map(({ at, direction }) => {
          let known = residuals.get(at)
          if (!known) {
            const h = residualOf(some, streamIndex(at, nLayers) - 1)
            known = { h, norm: Math.sqrt(dot(h, h)) }
            residuals.set(at, known)
          }
          return { projection: dot(known.h, direction), norm: known.norm }
        })
        const own = steering.interventions.length === 0
        yield {
          type: 'step',
          lane,
          step: {
            ...{ index, id, piece: words[id]!, coefficient: steering.coefficient },
            logprob: logprobOf(logits, id),
            logprobUnsteered: shadow || own ? logprobOf(bare, id) : null,
            reading:
              reading.length === 0
                ? null
                : {
                    projection: reading.map(({ projection }) => projection),
                    norm: reading.map((each) => each.norm),
                    pushed: reading.map(({ projection }) => projection),
                  },
          },
        }
      }
    }
    for (const lane of lanes.keys()) yield { type: 'end', lane, stopped: 'length' }
  }

  const about = {
    ...{ name: 'planted', dtype: 'fp32', nLayers, dModel, vocabSize, contextLength: 2048 },
    ...{ hasTokenizer: true, hasChatTemplate: true, device: 'wasm' as const, threads: 1 },
    ...{ weights: 'float32', hash: 'c'.repeat(64) },
  }
  const model: MeasuredModel = {
    about,
    async tokenize(source) {
      const text =
        source.kind === 'chat'
          ? `${source.messages.map(({ role, content }) => `<|${role}|>\n${content}<|end|>\n`).join('')}<|assistant|>\n`
          : source.text
      const pieces = piecesOf(text)
      const own = pieces.map(idOf)
      const sink = source.kind === 'raw'
      return { ids: sink ? [0, ...own] : own, pieces: sink ? ['', ...pieces] : pieces, text }
    },
    capture,
    generate: (request) => ({ [Symbol.asyncIterator]: () => write(request), steer: () => {} }),
  }
  return { model, ground: { about, set, blocks: blocksOf(nLayers) } }
}

/** How far interventions push, in typical norms: along the set's direction, and in all. */
function pushes(interventions: readonly Intervention[]): { push: number; size: number } {
  let push = 0
  let size = 0
  for (const each of interventions) {
    if (each.kind !== 'add') continue
    const typical = set.typicalNorms[streamIndex(each.at, nLayers) - 1]!
    push += (each.scale * dot(each.vector, named('trouble'))) / typical
    size += Math.abs(each.scale) / typical
  }
  return { push, size }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

import { murmur3, stream } from '../../../src/math/seededStream.ts'
import { dot } from '../../../src/math/vector.ts'
import { directionAt } from '../../../src/steering/directionSet.ts'
import { residPost } from '../../../src/steering/hookPoint.ts'
import type { Intervention } from '../../../src/steering/intervention.ts'
import type {
  Captured,
  CaptureRequest,
  GenerateRequest,
  GenerationEvent,
  Lane,
  SteerableModel,
} from '../../../src/steering/steerableModel.ts'
import { plantedSet } from '../../steering/plantedSet.ts'

export const layer = 1
export const set = plantedSet(3, 512) // its block 1 is the random direction of seed 1: use other seeds
const vocabSize = 4096
const idOf = (word: string) => murmur3(new TextEncoder().encode(word), 0) % vocabSize

/** How far a push goes along the planted direction, in typical norms. */
function pushOf(interventions: readonly Intervention[]): number {
  let push = 0
  for (const intervention of interventions)
    if (intervention.kind === 'add' && intervention.at === residPost(layer))
      push +=
        (intervention.scale * dot(intervention.vector, directionAt(set, layer))) /
        set.typicalNorms[layer]!
  return push
}

/**
 * A model that is moved by nothing but a push along the planted direction: ' desperate' gains 20 nats over ' calm' a
 * typical norm, and replies turn from calm to desperate words. Any push costs one nat a token and typical norm.
 * A reply to a prompt that ends in "stop" has three tokens and a closing one; one that ends in "silence" has none.
 */
export function pushedModel() {
  const asked: GenerateRequest[] = []
  const idsOf = (text: string) => (text.match(/ ?[^ ]+/g) ?? []).map(idOf)

  async function* capture({ sequences, interventions }: CaptureRequest): AsyncGenerator<Captured> {
    for (const [index, { ids }] of sequences.entries()) {
      const logits = Float32Array.from({ length: vocabSize }, (_, id) => Math.sin(id + ids.at(-1)!))
      logits[idOf(' desperate')]! += 20 * pushOf(interventions ?? [])
      yield { index, positions: [ids.length - 1], residual: new Float32Array(set.dModel), logits }
    }
  }

  async function* write(request: GenerateRequest): AsyncGenerator<GenerationEvent> {
    asked.push(request)
    const end = request.ids.at(-1)
    const stopAt = end === idOf(' stop') ? 3 : end === idOf(' silence') ? 0 : null
    const uniforms = stream(request.sampling.seed)
    for (let index = 0; index < request.maxTokens; index++) {
      const u = uniforms.uniform()
      for (const [lane, { steering, shadow }] of request.lanes.entries())
        yield { type: 'step', lane, step: stepOf(index, u, steering, shadow, index === stopAt) }
      if (index === stopAt) break
    }
    for (const lane of request.lanes.keys())
      yield { type: 'end', lane, stopped: stopAt === null ? 'length' : 'stop' }
  }

  const model: Pick<SteerableModel, 'tokenize' | 'capture' | 'generate'> = {
    async tokenize(source) {
      const text = source.kind === 'chat' ? ` user ${source.messages[0]?.content}` : source.text
      const ids = source.kind === 'bare' ? idsOf(text) : [0, ...idsOf(text)]
      return { ids, pieces: ids.map(String), text }
    },
    capture,
    generate: (request) => ({
      [Symbol.asyncIterator]: () => write(request),
      steer: () => {},
    }),
  }
  return { model, asked }
}

function stepOf(
  index: number,
  u: number,
  { coefficient, interventions }: Lane['steering'],
  shadow: boolean,
  closing: boolean,
) {
  const push = pushOf(interventions)
  const calm = Math.max(0, 0.3 - push)
  const piece = u < calm ? ' calm' : u < 0.6 ? ' desperate' : ' table'
  const known = shadow || interventions.length === 0
  return {
    ...{ index, id: 0, coefficient, reading: null, logprob: -1 },
    piece: closing ? '' : piece,
    logprobUnsteered: known ? -1 - Math.abs(coefficient) - (closing ? 100 : 0) : null,
  }
}

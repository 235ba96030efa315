import { murmur3, stream } from '../../src/math/seededStream.ts'
import { unit } from '../../src/math/vector.ts'
import type { ContrastReader } from '../../src/steering/contrastStatistics.ts'
import type { Captured, CaptureRequest } from '../../src/steering/steerableModel.ts'

export const nLayers = 3
export const dModel = 24

/** The direction that the planted model hides at a block. */
export const planted = (layer: number): Float32Array => {
  const random = stream(7, 'planted', layer)
  return unit(new Float64Array(dModel).map(() => random.gaussian()))
}

/** What one token of a word adds along the planted direction. */
const calmWords = ['calm', 'serene', 'relaxed', 'peaceful', 'tranquil', 'composed', 'easy', 'safe']
const desperateWords = [
  'desperate',
  'frantic',
  'hopeless',
  'panicked',
  'trapped',
  'doomed',
  'lost',
  'cornered',
]
const meaning = new Map([
  ['sinking', 1],
  ['resting', -1],
  ...desperateWords.map((word) => [word, 1] as const),
  ...calmWords.map((word) => [word, -1] as const),
])

/**
 * A model whose tokens are words and whose residuals are noise, a planted direction for telling words, a huge first
 * position and a strong nuisance along axis 0 that neutral text varies along. It records what it was asked.
 */
export function plantedModel(noise = 0.3) {
  const vocabulary = new Map([[0, '<sink>']])
  const asked: CaptureRequest[] = []
  const state = { captures: 0, closed: false }
  const idOf = (word: string) => {
    const id = murmur3(new TextEncoder().encode(word), 0) // the same whatever was read before
    vocabulary.set(id, word)
    return id
  }
  const idsOf = (text: string) => (text.match(/\w+|[^\w\s]/g) ?? []).map(idOf)
  const residualAt = (ids: readonly number[], position: number, layer: number): Float32Array => {
    const id = ids[position]!
    const random = stream(1, layer, position, ...ids.slice(0, position + 1))
    const strength = position === 0 ? 0 : (meaning.get(vocabulary.get(id)!) ?? 0)
    const direction = planted(layer)
    const residual = Float32Array.from(direction, (d) => strength * d + noise * random.gaussian())
    residual[0]! += 3 * random.gaussian() + (position === 0 ? 1000 : 5)
    return residual
  }
  async function* capture(request: CaptureRequest): AsyncGenerator<Captured> {
    asked.push(request)
    try {
      for (const [index, { ids, positions }] of request.sequences.entries()) {
        if (typeof positions === 'string') throw new TypeError('this fake wants positions')
        const residual = new Float32Array(request.at.length * positions.length * dModel)
        for (const layer of request.at.keys())
          for (const [p, position] of positions.entries())
            residual.set(residualAt(ids, position, layer), (layer * positions.length + p) * dModel)
        state.captures++
        yield { index, positions: [...positions], residual, logits: null }
      }
    } finally {
      state.closed = true
    }
  }
  const model: ContrastReader = {
    about: {
      name: 'planted',
      dtype: 'fp32',
      nLayers,
      dModel,
      vocabSize: 1000,
      contextLength: 512,
      hasTokenizer: true,
      hasChatTemplate: true,
      device: 'wasm',
      threads: 1,
      weights: 'float32',
      hash: 'a'.repeat(64),
    },
    async tokenize(source) {
      const text =
        source.kind === 'chat' ? `user: ${source.messages[0]?.content} assistant:` : source.text
      const ids = source.kind === 'bare' ? idsOf(text) : [0, ...idsOf(text)]
      return { ids, pieces: ids.map((id) => vocabulary.get(id)!), text }
    },
    capture,
  }
  return { model, asked, state, idsOf }
}

/** A contrast file, as JSON has it, whose telling words the planted model knows. */
export function contrastFile(calm = 'resting', desperate = 'sinking', persons = ['I', 'she']) {
  const places = ['boat', 'house', 'road', 'ward', 'ridge', 'shop', 'field', 'port']
  return {
    situation_pairs: places.flatMap((place) =>
      persons.map((person) => ({
        topic: place,
        person,
        calm: `${person} saw the ${place} ${calm}.`,
        desperate: `${person} saw the ${place} ${desperate}.`,
        held_out: place === 'port',
      })),
    ),
    feel: {
      templates: Array.from({ length: 10 }, (_, i) => `number ${i} feels {X}`),
      calm_words: calmWords,
      desperate_words: desperateWords,
    },
    neutral_answers: Array.from({ length: 12 }, (_, i) => ({
      user: `question ${i}?`,
      answer: `answer ${i} is a list of ${places.join(' and ')} and so on ${i}.`,
    })),
  }
}

import { meanOfRows } from '../../math/vector.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel, Task } from '../measured.ts'
import { embedding } from '../reading/embeddingDirection.ts'
import { notFinite, readAt } from '../reading/place.ts'
import { wordSentences } from '../reading/wordSentences.ts'
import type { EmotionMapTexts } from './emotionMapTexts.ts'

/** What a group of words leaves. */
export interface WordGroupReading extends Record<string, Float32Array> {
  halves: Float32Array // (word, half of the templates, dModel), at the last token, mean over the templates of a half
  embeddings: Float32Array // (word, dModel), mean over the word's own tokens
}

export interface WordGroup {
  words: string[]
  task: Task<WordGroupReading>
}

const groupSize = 10
/** The words in groups of ten, each with the task that reads it. */
export function readWordGroups(ground: Ground, { words, templates }: EmotionMapTexts): WordGroup[] {
  const groups = Array.from({ length: Math.ceil(words.length / groupSize) }, (_, g) =>
    words.slice(g * groupSize, (g + 1) * groupSize),
  )
  const anchor = words[0] ?? ''
  return groups.map((group, g) => ({
    words: group,
    task: {
      name: `words ${g + 1}`,
      cost: { read: group.length * (templates.length * 7 + 2), written: 0 },
      async measure(model) {
        const halves = await wordHalves(model, ground, group, templates, anchor)
        return { halves, embeddings: await wordEmbeddings(model, ground, group) }
      },
    },
  }))
}

/**
 * Words in their templates at the last token, mean over each half of the templates: (word, half, dModel). Throws
 * LabError where a word changes the token that is read.
 */
export async function wordHalves(
  model: Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>,
  ground: Ground,
  words: readonly string[],
  templates: readonly string[],
  anchor: string,
): Promise<Float32Array> {
  const { dModel } = ground.set
  const sentences = await wordSentences(model, words, templates, anchor)
  const at = residPost(ground.blocks.read)
  const read = await readAt(model, ground, sentences, [{ at, over: 'last' }])
  const out = new Float32Array(words.length * 2 * dModel)
  const first = Math.ceil(templates.length / 2)
  for (const w of words.keys()) {
    const row = (template: number) => (w * templates.length + template) * dModel
    const [start, middle, end] = [row(0), row(first), row(templates.length)]
    out.set(meanOfRows(read.subarray(start, middle), dModel), 2 * w * dModel)
    out.set(meanOfRows(read.subarray(middle, end), dModel), (2 * w + 1) * dModel)
  }
  return out
}

/** The mean embedding of the tokens of each word, (word, dModel). */
async function wordEmbeddings(
  model: Pick<MeasuredModel, 'tokenize' | 'capture'>,
  { set }: Ground,
  words: readonly string[],
): Promise<Float32Array> {
  const { dModel } = set
  const tokenized = await Promise.all(
    words.map((word) => model.tokenize({ kind: 'bare', text: ` ${word}` })),
  )
  const sequences = tokenized.map(({ ids }) => ({ ids, positions: 'all' as const }))
  const out = new Float32Array(words.length * dModel)
  for await (const { index, residual } of model.capture({ sequences, at: [embedding] })) {
    const mean = meanOfRows(residual, dModel)
    if (!mean.every(Number.isFinite)) throw notFinite(words[index]!)
    out.set(mean, index * dModel)
  }
  return out
}

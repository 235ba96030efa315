import { meanOfRows } from '../../math/vector.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { embedding } from '../reading/embeddingDirection.ts'
import { wordTemplates } from '../reading/emotionWords.ts'
import { type Place, readAt } from '../reading/place.ts'
import { asRaw, readable } from '../reading/readableText.ts'
import { wordSentences } from '../reading/wordSentences.ts'
import type { FeelingTexts } from './feelingTexts.ts'

/** How deep words and scenes are read: at a block, and at the embedding, which knows the words only. */
export const depths = ['block', 'embedding'] as const

/** What an emotion's words and scenes leave. */
export interface FeelingReading extends Record<string, Float32Array> {
  words: Float32Array // (depth, dModel), mean over the words' sentences
  scenes: Float32Array // (scene, depth, dModel), mean over the tokens of each
}

export type ReadEmotion = FeelingTexts['emotions'][number] & { task: Task<FeelingReading> }

/** The emotions, each with the task that reads its words and scenes. */
export function readEmotions(ground: Ground, { emotions }: FeelingTexts): ReadEmotion[] {
  const at = residPost(ground.blocks.read)
  const ofWords: Place[] = [
    { at, over: 'last' },
    { at: embedding, over: 'text' }, // the last token's embedding is the same for all words
  ]
  const ofScenes: Place[] = [
    { at, over: 'text' },
    { at: embedding, over: 'text' },
  ]
  const anchor = emotions[0]?.words[0] ?? ''
  return emotions.map((emotion) => ({
    ...emotion,
    task: {
      name: emotion.name,
      cost: {
        read: emotion.words.length * wordTemplates.length * 7 + emotion.scenes.length * 18,
        written: 0,
      },
      async measure(model) {
        const sentences = await wordSentences(model, emotion.words, wordTemplates, anchor)
        const read = await readAt(model, ground, sentences, ofWords)
        const words = Float32Array.from(meanOfRows(read, depths.length * ground.set.dModel))
        const scenes = await Promise.all(
          emotion.scenes.map((scene) => readable(model, asRaw(scene))),
        )
        return { words, scenes: await readAt(model, ground, scenes, ofScenes) }
      },
    },
  }))
}

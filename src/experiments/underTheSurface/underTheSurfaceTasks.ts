import { directionAt } from '../../steering/directionSet.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { TextSource } from '../../steering/steerableModel.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { embeddingReading } from '../reading/embeddingDirection.ts'
import { randomBank } from '../reading/randomBank.ts'
import { asChat, asRaw } from '../reading/readableText.ts'
import { directionConditions, randomConditions } from '../writing/condition.ts'
import { batchCost, batchesOf, type WritingItem } from '../writing/writing.ts'
import { measureBatch, type Reader, type SurfaceFound } from './underTheSurfaceReading.ts'
import type { SurfaceTexts } from './underTheSurfaceTexts.ts'

export const push = 0.2
export const surfaceSeeds = [1, 2, 3]
export const surfaceRandomSeeds = [1, 2, 3, 4, 5, 6, 7, 8]
/** Random directions that texts are read along, from a seed of their own. */
export const readingBank = { firstSeed: 2001, count: 100 }
/** Words that a stretch must be free of: telling ones, or mild ones too. */
export const lists = ['telling', 'mild'] as const

const sampling = { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1 }

export interface SurfaceTask {
  items: WritingItem[]
  task: Task<SurfaceFound>
}

/** The tasks of each prompt that this model can take: the direction with each seed, random ones with the first. */
export function surfaceTasks(ground: Ground, texts: SurfaceTexts): SurfaceTask[][] {
  const { set, blocks, about } = ground
  const at = residPost(blocks.read)
  const bank = randomBank(set.dModel, readingBank.firstSeed, readingBank.count)
  const directions = [directionAt(set, blocks.read), ...bank]
  const reader: Reader = {
    texts,
    directions,
    at,
    typicalNorm: set.typicalNorms[blocks.read]!,
    scaleOfWords: embeddingReading(),
    writing: {
      ...{ set, layer: blocks.steer, sampling, maxTokens: texts.tokens },
      probes: directions.map((direction) => ({ at, direction })),
    },
  }
  const sources = [
    ...(about.hasChatTemplate ? texts.prompts.chat : []).map((text) => asChat(text)),
    ...texts.prompts.raw.map(asRaw),
  ]
  return sources.map((source, prompt) => [
    ...surfaceSeeds.flatMap((seed) =>
      tasksOf(reader, source, prompt, seed, directionConditions([0, push, -push]), 'direction'),
    ),
    ...tasksOf(
      reader,
      source,
      prompt,
      surfaceSeeds[0]!,
      randomConditions(surfaceRandomSeeds, [push]),
      'random',
    ),
  ])
}

function tasksOf(
  reader: Reader,
  source: TextSource,
  prompt: number,
  seed: number,
  conditions: readonly WritingItem['condition'][],
  along: string,
): SurfaceTask[] {
  return batchesOf(conditions).map((batch, part) => {
    const items = batch.map((condition) => ({ prompt, seed, condition }))
    const name = `prompt ${prompt + 1}, seed ${seed}, ${along}`
    return {
      items,
      task: {
        name: part === 0 ? name : `${name}, part ${part + 1}`,
        cost: { read: 80 * batch.length, written: batchCost(batch, reader.texts.tokens) },
        measure: (model) => measureBatch(model, reader, source, items),
      },
    }
  })
}

import { randomDirection } from '../../steering/randomDirection.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Ground } from '../experiment.ts'
import { rowsOf } from '../reading/emotionWords.ts'
import { depths, type FeelingReading, type ReadEmotion } from './feelingReading.ts'
import { centered, type SceneScores, sceneScores } from './feelingScores.ts'
import { tones } from './feelingTexts.ts'

/** Scenes held against the emotions' directions in every way that is compared. */
export interface Compared {
  emotions: string[]
  scenes: { text: string; label: number; tone: number }[] // label: index of its emotion
  centered: SceneScores // scenes minus their mean
  plain: SceneScores
  embedding: SceneScores // centered, at the embedding
  random: SceneScores[] // centered scenes against as many random directions
}

const randomSets = 100

/** Compares the scenes of some emotions with the directions of the same. Lets waiting events in between. */
export async function compareScenes(
  { dModel }: Ground['set'],
  emotions: readonly (ReadEmotion & { found: FeelingReading })[],
  firstSeed: number,
): Promise<Compared> {
  const at = (depth: (typeof depths)[number]) => {
    const rows = (values: Float32Array) =>
      rowsOf(values, dModel).filter((_, i) => i % depths.length === depths.indexOf(depth))
    return {
      directions: centered(emotions.flatMap(({ found }) => rows(found.words))),
      scenes: emotions.flatMap(({ found }) => rows(found.scenes)),
    }
  }
  const block = at('block')
  const embedding = at('embedding')
  const scenes = centered(block.scenes)
  const random: SceneScores[] = []
  for (let set = 0; set < randomSets; set++) {
    const first = firstSeed + set * emotions.length
    const directions = emotions.map((_, e) => randomDirection(dModel, first + e))
    random.push(sceneScores(scenes, directions))
    if (set % 10 === 9) await yieldToEvents()
  }
  return {
    emotions: emotions.map(({ name }) => name),
    scenes: emotions.flatMap((emotion, label) =>
      emotion.scenes.map((text) => ({ text, label, tone: tones.indexOf(emotion.tone) })),
    ),
    centered: sceneScores(scenes, block.directions),
    plain: sceneScores(block.scenes, block.directions),
    embedding: sceneScores(centered(embedding.scenes), embedding.directions),
    random,
  }
}

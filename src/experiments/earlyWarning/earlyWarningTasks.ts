import { directionAt } from '../../steering/directionSet.ts'
import { residPost } from '../../steering/hookPoint.ts'
import { isMassive, type ReadingScale, readingOf } from '../../steering/reading.ts'
import type { Probe } from '../../steering/steerableModel.ts'
import type { Ground } from '../experiment.ts'
import type { Measurement, Task } from '../measured.ts'
import { embedding, embeddingReading } from '../reading/embeddingDirection.ts'
import { notFinite } from '../reading/place.ts'
import { randomBank } from '../reading/randomBank.ts'
import { asRaw } from '../reading/readableText.ts'
import { batchCost, type Written, writeTogether } from '../writing/writing.ts'
import type { Opening, WarningTexts } from './earlyWarningTexts.ts'

/** Random directions that read the same stories. */
export const warningBank = { firstSeed: 4001, count: 40 }
const drawsAtOnce = 6 // rows of one batch
const unpushed = { along: 'direction', coefficient: 0 } as const

/** Stories by their tokens, as they are stored. */
export interface StoriesFound extends Measurement {
  lengths: number[] // tokens of each story
  pieces: string[] // (token) of all of them
  massive: number[] // (token), 1 where the token is
  projections: Float32Array // (token, judge): the direction, the embedding in SD, then random directions
}

/** Some stories to one opening. */
export interface StoryTask {
  opening: number
  draws: number[] // from 1; with the opening they make the seed
  task: Task<StoriesFound>
}

/** The tasks that write stories without a push, up to six of one opening together, and read every token. */
export function storyTasks(ground: Ground, { openings, tokens }: WarningTexts): StoryTask[] {
  const { set, blocks } = ground
  const at = residPost(blocks.read)
  const scaleOfWords = embeddingReading()
  const bank = randomBank(set.dModel, warningBank.firstSeed, warningBank.count)
  const probesOf = (words: Float32Array): Probe[] => [
    { at, direction: directionAt(set, blocks.read) },
    { at: embedding, direction: words },
    ...bank.map((direction) => ({ at, direction })),
  ]
  const typicalNorm = set.typicalNorms[blocks.read]!
  return openings.flatMap((opening, index) =>
    groupsOf(opening.draws).map((draws): StoryTask => {
      const name = `opening ${index + 1}, stories ${draws[0]} to ${draws.at(-1)}`
      return {
        ...{ opening: index, draws },
        task: {
          name,
          cost: {
            read: 15,
            written: batchCost(
              draws.map(() => unpushed),
              tokens,
            ),
          },
          async measure(model) {
            const words = await scaleOfWords(model)
            const probes = probesOf(words.direction)
            const { ids } = await model.tokenize(asRaw(opening.text))
            const writing = { set, layer: blocks.steer, probes, ...samplingOf(opening, tokens) }
            const items = draws.map((seed) => ({ prompt: index, seed, condition: unpushed }))
            const written = new Map<number, Written>()
            for await (const story of writeTogether(model, writing, ids, items))
              written.set(story.seed, story)
            const stories = draws.map((seed) => written.get(seed)!)
            return foundOf(stories, typicalNorm, words, opening.text)
          },
        },
      }
    }),
  )
}

const samplingOf = ({ temperature }: Opening, maxTokens: number) => ({
  sampling: { temperature, topK: 0, topP: 1, repetitionPenalty: 1 },
  maxTokens,
})

/** Draws from 1 on, in groups of one task each. */
const groupsOf = (draws: number): number[][] =>
  Array.from({ length: Math.ceil(draws / drawsAtOnce) }, (_, group) =>
    Array.from(
      { length: Math.min(drawsAtOnce, draws - group * drawsAtOnce) },
      (_, i) => group * drawsAtOnce + i + 1,
    ),
  )

function foundOf(
  stories: readonly Written[],
  typicalNorm: number,
  words: ReadingScale,
  name: string,
): StoriesFound {
  const readings = stories.flatMap((story) => story.readings)
  const found = {
    lengths: stories.map(({ ids }) => ids.length),
    pieces: stories.flatMap(({ pieces }) => pieces),
    massive: readings.map(({ norm }) => (isMassive(norm[0]!, typicalNorm) ? 1 : 0)),
    projections: Float32Array.from(
      readings.flatMap(({ projection }) =>
        projection.map((value, judge) => (judge === 1 ? readingOf(value, words) : value)),
      ),
    ),
  }
  if (!found.projections.every(Number.isFinite)) throw notFinite(name)
  return found
}

import { residPost } from '../../steering/hookPoint.ts'
import { asked } from '../choices/fork.ts'
import type { Ground } from '../experiment.ts'
import type { Measurement, Task } from '../measured.ts'
import { rowsOf } from '../reading/emotionWords.ts'
import { readAt } from '../reading/place.ts'
import { readable, requireSameEnd } from '../reading/readableText.ts'
import type { Situation } from './leverageTexts.ts'

const atOnce = 5

/** What some situations leave before the reply. */
export interface SituationReading extends Measurement {
  vectors: Float32Array // (situation, told: pressed or unpressed, block, dModel)
  tokens: readonly number[] // (situation, told)
}

/** Some situations that are read in one request. */
export interface Told {
  situations: readonly Situation[]
  task: Task<SituationReading>
}

/** The blocks where situations are read: that of the token before the reply, and the steered one as a second look. */
export const situationBlocks = ({ blocks }: Pick<Ground, 'blocks'>): number[] => [
  ...new Set([blocks.reply, blocks.steer]),
]

/** Lays out the reading of situations, pressed and unpressed, a few a task. */
export function situationTasks(situations: readonly Situation[], ground: Ground): Told[] {
  return Array.from({ length: Math.ceil(situations.length / atOnce) }, (_, i): Told => {
    const some = situations.slice(i * atOnce, (i + 1) * atOnce)
    return {
      situations: some,
      task: {
        name: `situations ${i + 1}`,
        cost: { read: 25 + some.length * 84, written: 0 },
        async measure(model) {
          const texts = await Promise.all(
            some
              .flatMap(({ text, unpressed }) => [text, unpressed])
              .map((text) => readable(model, asked(text, model.about.hasChatTemplate))),
          )
          requireSameEnd(texts)
          const places = situationBlocks(ground).map((block) => ({
            at: residPost(block),
            over: 'last' as const,
          }))
          return {
            vectors: await readAt(model, ground, texts, places),
            tokens: texts.map(({ ids }) => ids.length),
          }
        },
      },
    }
  })
}

/** The residuals of a situation before the reply at a block. */
export interface Pair {
  situation: Situation
  pressed: Float32Array
  unpressed: Float32Array
  longer: number // tokens that the pressed text has more
}

/** The pairs of residuals at a block, in the order of the situations read. */
export function pairsAt(
  told: readonly (Told & { found: SituationReading })[],
  block: number,
  ground: Ground,
): Pair[] {
  const blocks = situationBlocks(ground)
  return told.flatMap(({ situations, found: { vectors, tokens } }) => {
    const rows = rowsOf(vectors, ground.set.dModel)
    const row = (text: number) => rows[text * blocks.length + blocks.indexOf(block)]!
    return situations.map((situation, i) => ({
      situation,
      pressed: row(2 * i),
      unpressed: row(2 * i + 1),
      longer: tokens[2 * i]! - tokens[2 * i + 1]!,
    }))
  })
}

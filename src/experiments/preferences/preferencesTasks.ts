import { residPost } from '../../steering/hookPoint.ts'
import { optionLikelihoods } from '../choices/optionLikelihood.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { nextWordContrasts } from '../reading/nextWords.ts'
import { readAt } from '../reading/place.ts'
import { asRaw, readable } from '../reading/readableText.ts'
import { type Condition, conditionName, pushOf } from '../writing/condition.ts'
import { type ComparisonFrame, type NextWordFrame, placeboFrames } from './preferencesFrames.ts'

/** One number an activity, higher is better. */
export type ScoreTask = Task<{ scores: number[] }>

const unpushed: Condition = { along: 'direction', coefficient: 0 }

/** Asks a question about every activity and reads the next word, in nats, under a push at the steered block. */
export function askNextWord(
  name: string,
  ground: Ground,
  frame: NextWordFrame,
  activities: readonly string[],
  condition = unpushed,
): ScoreTask {
  return {
    name: condition === unpushed ? name : `${name}, ${conditionName(condition)}`,
    cost: { read: 40 + 20 * activities.length, written: 0 },
    async measure(model) {
      const beginnings = activities.map((activity) => ({
        source: frame.source(activity),
        reply: frame.reply,
      }))
      const pushes = pushOf(condition, ground.set, ground.blocks.steer)
      return { scores: await nextWordContrasts(model, beginnings, frame.words, pushes) }
    },
  }
}

/** How much likelier every activity is after the first placebo frame than after the second, in nats a token. */
export const askPlacebo = (name: string, activities: readonly string[]): ScoreTask => ({
  name,
  cost: { read: 16 * activities.length, written: 0 },
  async measure(model) {
    const options = activities.map((activity) => ` ${activity}`)
    const beginnings = placeboFrames.map((text) => ({ source: asRaw(text), reply: '', options }))
    const [first, second] = await optionLikelihoods(model, beginnings, [])
    return { scores: first!.map((likelihood, i) => likelihood - second![i]!) }
  },
})

/** What comparing pairs measures. */
export type ComparisonTask = Task<{ differences: number[] }>

/** How much likelier the first of every pair is than the second, in nats a token: (pair, order of the options). */
export const askWhich = (
  name: string,
  frame: ComparisonFrame,
  pairs: readonly (readonly [string, string])[],
): ComparisonTask => ({
  name,
  cost: { read: 40 + 80 * pairs.length, written: 0 },
  async measure(model) {
    const beginnings = pairs.flatMap(([a, b]) => frame.beginnings(a, b))
    const likelihoods = await optionLikelihoods(model, beginnings, [])
    return { differences: likelihoods.map(([first, second]) => first! - second!) }
  },
})

/** The mean residual over every activity's own tokens in the question, at the block where tokens are read. */
export const readActivities = (
  name: string,
  ground: Ground,
  frame: NextWordFrame,
  activities: readonly string[],
): Task<{ vectors: Float32Array }> => ({
  name,
  cost: { read: 40 + 20 * activities.length, written: 0 },
  async measure(model) {
    const texts = await Promise.all(
      activities.map((activity) => readable(model, frame.source(activity), activity)),
    )
    const places = [
      { at: residPost(ground.blocks.read), over: 'text' as const },
      { at: 'blocks.0.hook_resid_pre' as const, over: 'text' as const },
    ]
    return { vectors: await readAt(model, ground, texts, places) } // (activity, place, dModel)
  },
})

/** The embeddings of feeling words, (word, dModel). */
export const readEmbeddings = (
  name: string,
  ground: Ground,
  words: readonly string[],
): Task<{ vectors: Float32Array }> => ({
  name,
  cost: { read: 6 * words.length, written: 0 },
  async measure(model) {
    const texts = await Promise.all(
      words.map((word) => readable(model, asRaw(`I would feel ${word}`), word)),
    )
    const places = [{ at: 'blocks.0.hook_resid_pre' as const, over: 'text' as const }]
    return { vectors: await readAt(model, ground, texts, places) }
  },
})

/** The negative log-likelihood of sentences in nats a token under a push: how coherent it leaves the model. */
export const readSentences = (
  name: string,
  { set, blocks }: Ground,
  sentences: readonly string[],
  condition: Condition,
): Task<{ nll: number[] }> => ({
  name: `${name}, ${conditionName(condition)}`,
  cost: { read: 14 * sentences.length, written: 0 },
  async measure(model) {
    const beginnings = sentences.map((text) => ({ source: asRaw(''), reply: '', options: [text] }))
    const pushes = pushOf(condition, set, blocks.steer)
    const likelihoods = await optionLikelihoods(model, beginnings, pushes)
    return { nll: likelihoods.map(([likelihood]) => -likelihood!) }
  },
})

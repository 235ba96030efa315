import { captureOne } from '../../steering/captureOne.ts'
import type { TextSource } from '../../steering/steerableModel.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel, Task } from '../measured.ts'
import { notFinite } from '../reading/place.ts'
import { asChat, asRaw } from '../reading/readableText.ts'
import { wordLogits } from '../reading/wordLogits.ts'
import {
  type Condition,
  conditionName,
  directionConditions,
  pushOf,
  randomConditions,
} from '../writing/condition.ts'
import { type Reply, replyOf } from '../writing/replies.ts'
import { foundOf, type RepliesFound, type ReplyTask, replyTasks } from '../writing/replyTask.ts'
import { type RequestForm, requested } from '../writing/requested.ts'
import { type Writing, type WritingItem, type Written, writeTogether } from '../writing/writing.ts'
import type { SteeringTexts } from './whatSteeringDoesTexts.ts'

/** The size at which random directions stand beside, and that the rules are about. */
export const ruled = 0.2
const readoutCoefficients = [0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4]
export const textCoefficients = [0.2, -0.2, 0.3, -0.3]
export const textSeeds = [1, 2]
const numbersTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
export const readoutRandomSeeds = numbersTo(16)
export const textRandomSeeds = numbersTo(8)

const sampling = { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1 }

/** What the model would say next under one push. */
export interface ReadoutTask {
  condition: Condition
  task: Task<{ logits: Float32Array }> // (sentence, suffix, word), words as `readoutWords` has them
}

/** The words of all pairs, two a pair: what the direction is about first, then other feelings, the decoy last. */
export const readoutPairs = ({ words, otherWords, decoyWords }: SteeringTexts) => [
  words,
  ...otherWords,
  decoyWords,
]

/** The baseline, the direction at each coefficient, random directions at both signs of one. */
export function readoutTasks({ set, blocks }: Ground, texts: SteeringTexts): ReadoutTask[] {
  const ends = texts.sentences.flatMap((sentence) => texts.suffixes.map((end) => sentence + end))
  const words = readoutPairs(texts).flatMap(({ from, to }) => [from, to])
  return [
    ...directionConditions([0, ...readoutCoefficients]),
    ...randomConditions(readoutRandomSeeds, [ruled, -ruled]),
  ].map((condition) => ({
    condition,
    task: {
      name: `readout, ${conditionName(condition)}`,
      cost: { read: 9 * ends.length, written: 0 },
      async measure(model) {
        const push = pushOf(condition, set, blocks.steer)
        const logits = await wordLogits(model, ends, words, blocks.steer, push)
        if (!logits.flat().every(Number.isFinite)) throw notFinite(texts.sentences[0]!)
        return { logits: Float32Array.from(logits.flat()) }
      },
    },
  }))
}

/** One prompt: replies under pushes, and replies of the unsteered model that is asked for calm or desperate ones. */
export interface PromptTasks {
  text: string
  pushed: ReplyTask[]
  asked: { items: WritingItem[]; task: Task<RepliesFound> }[] // calm, desperate; one a seed
}

/** The tasks of every prompt that this model can take: chat prompts need a chat template. */
export function promptTasks(
  ground: Ground,
  { prompts, asking, tokens }: SteeringTexts,
): PromptTasks[] {
  const chat = ground.about.hasChatTemplate ? prompts.chat : []
  const writing = { set: ground.set, layer: ground.blocks.steer, sampling, maxTokens: tokens }
  const askFor = (word: string) => asking.text.replaceAll('{X}', () => word)
  const requests = [askFor(asking.calm), askFor(asking.desperate)]
  return [
    ...chat.map((text) => ({ text, source: asChat(text) })),
    ...prompts.raw.map((text) => ({ text, source: asRaw(text) })),
  ].map(({ text, source }, prompt) => {
    const name = (seed: number) => `prompt ${prompt + 1}, seed ${seed}`
    const pushed = textSeeds.flatMap((seed) =>
      replyTasks(
        writing,
        source,
        { prompt, seed },
        directionConditions([0, ...textCoefficients]),
        `${name(seed)}, direction`,
      ),
    )
    const seed = textSeeds[0]!
    const random = replyTasks(
      writing,
      source,
      { prompt, seed },
      randomConditions(textRandomSeeds, [ruled, -ruled]),
      `${name(seed)}, random`,
    )
    const asked = textSeeds.map((seed) =>
      askedTask(writing, text, source, requests, { prompt, seed }, `${name(seed)}, asked`),
    )
    return { text, pushed: [...pushed, ...random], asked }
  })
}

/**
 * Replies without a push to the prompt behind each request: as the system's message, before the user's where a
 * template has none, or before the raw text. Their likelihood is that given the prompt alone.
 */
function askedTask(
  writing: Writing,
  text: string,
  source: TextSource,
  requests: readonly string[],
  { prompt, seed }: Pick<WritingItem, 'prompt' | 'seed'>,
  name: string,
): PromptTasks['asked'][number] {
  const item: WritingItem = { prompt, seed, condition: { along: 'direction', coefficient: 0 } }
  return {
    items: requests.map(() => item),
    task: {
      name,
      cost: { read: 280, written: 2 * writing.maxTokens },
      async measure(model) {
        const plain = await model.tokenize(source)
        const written: Written[] = [] // the model answers the next call only when these are whole
        const forms: RequestForm[] = []
        for (const request of requests) {
          const { ids, form } = await requested(model, request, text, source.kind)
          forms.push(form)
          for await (const each of writeTogether(model, writing, ids, [item])) written.push(each)
        }
        const replies: Reply[] = []
        for (const each of written) {
          const logprobs = await scored(model, plain.ids, each.ids)
          replies.push(replyOf({ ...each, logprobs }))
        }
        return { ...foundOf(replies), forms }
      },
    },
  }
}

/** Natural log-probabilities of a reply given a prompt that it was not written to. */
async function scored(
  model: Pick<MeasuredModel, 'capture'>,
  prompt: readonly number[],
  reply: readonly number[],
): Promise<number[]> {
  if (reply.length === 0) return []
  const sequences = [{ ids: [...prompt, ...reply], positions: [], scoredFrom: prompt.length }]
  const { logprobs } = await captureOne(model, { sequences, at: [] })
  if (!logprobs) throw new TypeError('a capture with scores came without them')
  return [...logprobs]
}

import type { SteerableModel, TextSource } from '../../steering/steerableModel.ts'
import type { Condition } from './condition.ts'
import { meanNll } from './perplexity.ts'
import {
  batchesOf,
  type Writing,
  type WritingItem,
  type Written,
  writeTogether,
} from './writing.ts'

export interface ReplyPlan extends Omit<Writing, 'probes'> {
  prompts: readonly TextSource[]
  runs: readonly { seed: number; conditions: readonly Condition[] }[]
  isWritten?: (item: ReplyItem) => boolean // from an earlier run; a request is left out when all of it is written
}

export type ReplyItem = WritingItem

/** What one prompt, seed and push wrote. */
export interface Reply extends ReplyItem {
  text: string
  tokens: number // without a closing one
  nll: number | null // mean over the reply's tokens in nats, under the unsteered model; null without tokens
  stopped: 'stop' | 'length'
}

/**
 * Writes all replies, one request after another, the prompts in the outer loop. All pushes of a prompt and run share
 * one uniform a step, from the stream of 1000 · seed + prompt. Leaving the loop cancels.
 */
export async function* writeReplies(
  model: Pick<SteerableModel, 'tokenize' | 'generate'>,
  plan: ReplyPlan,
): AsyncGenerator<Reply> {
  for (const [prompt, source] of plan.prompts.entries()) {
    const { ids } = await model.tokenize(source)
    for (const { seed, conditions } of plan.runs)
      for (const batch of batchesOf(conditions)) {
        const items = batch.map((condition) => ({ prompt, seed, condition }))
        if (plan.isWritten && items.every(plan.isWritten)) continue
        for await (const text of writeTogether(model, plan, ids, items)) yield replyOf(text)
      }
  }
}

/** A written text as a reply. */
export function replyOf({ prompt, seed, condition, pieces, logprobs, stopped }: Written): Reply {
  const counted = { tokens: logprobs.length, nll: meanNll(logprobs) }
  return { prompt, seed, condition, text: pieces.join(''), ...counted, stopped }
}

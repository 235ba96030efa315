import type { SteerableModel, TextSource } from '../../steering/steerableModel.ts'
import type { Measured, Measurement, Task } from '../measured.ts'
import { notFinite } from '../reading/place.ts'
import type { Condition } from './condition.ts'
import { type Reply, replyOf } from './replies.ts'
import { batchCost, batchesOf, type Writing, type WritingItem, writeTogether } from './writing.ts'

/** Replies as they are stored, in the order of the conditions they were written under. */
export interface RepliesFound extends Measurement {
  texts: string[]
  tokens: number[]
  nll: number[] // 0 where there are no tokens
  closed: number[] // 1 where the model closed its text
}

/** One batch of replies to a prompt, and the task that writes it. */
export interface ReplyTask {
  items: WritingItem[]
  task: Task<RepliesFound>
}

/** The tasks that write replies to one prompt with one seed, a batch each: the same texts as `writeReplies`. */
export function replyTasks(
  writing: Writing,
  source: TextSource,
  { prompt, seed }: Pick<WritingItem, 'prompt' | 'seed'>,
  conditions: readonly Condition[],
  name: string,
): ReplyTask[] {
  return batchesOf(conditions).map((batch, part) => {
    const items = batch.map((condition) => ({ prompt, seed, condition }))
    return {
      items,
      task: {
        name: part === 0 ? name : `${name}, part ${part + 1}`,
        cost: { read: 40 * batch.length, written: batchCost(batch, writing.maxTokens) },
        async measure(model) {
          const { ids } = await model.tokenize(source)
          const replies = await writtenReplies(model, writing, ids, items)
          return foundOf(replies)
        },
      },
    }
  })
}

async function writtenReplies(
  model: Pick<SteerableModel, 'generate'>,
  writing: Writing,
  ids: readonly number[],
  items: readonly WritingItem[],
): Promise<Reply[]> {
  const replies = new Map<Condition, Reply>()
  for await (const text of writeTogether(model, writing, ids, items))
    replies.set(text.condition, replyOf(text))
  return items.map(({ condition }) => replies.get(condition)!)
}

/** Replies to be stored. Throws LabError where a likelihood is not finite. */
export function foundOf(replies: readonly Reply[]): RepliesFound {
  const stray = replies.find(({ nll }) => nll !== null && !Number.isFinite(nll))
  if (stray) throw notFinite(stray.text.slice(0, 60))
  return {
    texts: replies.map(({ text }) => text),
    tokens: replies.map(({ tokens }) => tokens),
    nll: replies.map(({ nll }) => nll ?? 0),
    closed: replies.map(({ stopped }) => (stopped === 'stop' ? 1 : 0)),
  }
}

/** The replies of tasks that have run. */
export function repliesOf(measured: Measured, tasks: readonly ReplyTask[]): Reply[] {
  return measured.among(tasks).flatMap(({ items, found }) =>
    items.map((item, i): Reply => {
      const tokens = found.tokens[i]!
      const nll = tokens === 0 ? null : found.nll[i]!
      const stopped = found.closed[i] === 1 ? 'stop' : 'length'
      return { ...item, text: found.texts[i]!, tokens, nll, stopped }
    }),
  )
}

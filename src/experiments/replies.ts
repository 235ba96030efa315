import type { DirectionSet } from '../steering/directionSet.ts'
import type { Lane, Sampling, SteerableModel, TextSource } from '../steering/steerableModel.ts'
import { type Condition, conditionName, isBaseline, pushOf } from './condition.ts'
import { meanNll } from './perplexity.ts'

export interface ReplyPlan {
  prompts: readonly TextSource[]
  set: DirectionSet
  layer: number // that is steered, at prompt and reply
  runs: readonly { seed: number; conditions: readonly Condition[] }[]
  sampling: Omit<Sampling, 'seed'>
  maxTokens: number
  isWritten?: (item: ReplyItem) => boolean // from an earlier run; a request is left out when all of it is written
}

export interface ReplyItem {
  prompt: number // index
  seed: number // of the run
  condition: Condition
}

/** What one prompt, seed and push wrote. */
export interface Reply extends ReplyItem {
  text: string
  tokens: number // without a closing one
  nll: number | null // mean over the reply's tokens in nats, under the unsteered model; null without tokens
  stopped: 'stop' | 'length'
}

/** Rows of one request, shadows included: small batches cost least a row. */
const rowsAtOnce = 9

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
        yield* writeBatch(model, plan, ids, items)
      }
  }
}

async function* writeBatch(
  model: Pick<SteerableModel, 'generate'>,
  { set, layer, sampling, maxTokens }: ReplyPlan,
  ids: readonly number[],
  batch: readonly ReplyItem[],
): AsyncGenerator<Reply> {
  const [first] = batch
  if (!first) return
  const lanes = batch.map(({ condition }): Lane => {
    const interventions = pushOf(condition, set, layer)
    const { coefficient } = condition
    return {
      name: conditionName(condition),
      steering: { coefficient, interventions },
      shadow: !isBaseline(condition),
    }
  })
  const written = batch.map(() => ({ text: '', logprobs: [] as number[] }))
  const request = { ids, lanes, probes: [], maxTokens }
  const seed = 1000 * first.seed + first.prompt
  for await (const event of model.generate({ ...request, sampling: { ...sampling, seed } })) {
    if (event.type !== 'step' && event.type !== 'end') continue
    const reply = written[event.lane]
    const about = batch[event.lane]
    if (!reply || !about) throw new TypeError(`an event of a lane ${event.lane} not asked for`)
    if (event.type === 'step') {
      const { piece, logprobUnsteered } = event.step
      if (logprobUnsteered === null) throw new TypeError('a step without its shadow')
      reply.text += piece
      reply.logprobs.push(logprobUnsteered)
    } else {
      const { stopped } = event
      const logprobs = stopped === 'stop' ? reply.logprobs.slice(0, -1) : reply.logprobs
      const counted = { tokens: logprobs.length, nll: meanNll(logprobs) }
      yield { ...about, text: reply.text, ...counted, stopped }
    }
  }
}

/** Cuts the conditions, in their order, into requests of few rows. */
function batchesOf(conditions: readonly Condition[]): Condition[][] {
  const batches: Condition[][] = []
  let room = 0
  for (const condition of conditions) {
    const rows = isBaseline(condition) ? 1 : 2
    if (rows > room) {
      batches.push([])
      room = rowsAtOnce
    }
    batches.at(-1)?.push(condition)
    room -= rows
  }
  return batches
}

import type { DirectionSet } from '../../steering/directionSet.ts'
import type {
  Lane,
  Probe,
  Sampling,
  SteerableModel,
  TokenReading,
} from '../../steering/steerableModel.ts'
import { type Condition, conditionName, isBaseline, pushOf } from './condition.ts'

/** How texts are written: pushed at one block, at prompt and reply. */
export interface Writing {
  set: DirectionSet
  layer: number // that is steered
  sampling: Omit<Sampling, 'seed'>
  maxTokens: number
  probes?: readonly Probe[]
}

/** Which text is written. */
export interface WritingItem {
  prompt: number // index
  seed: number
  condition: Condition
}

/** A text by its tokens, without a closing one. */
export interface Written extends WritingItem {
  ids: number[]
  pieces: string[]
  logprobs: number[] // natural logs by the unsteered model, given the prompt
  readings: TokenReading[] // one a token with probes, else none
  stopped: 'stop' | 'length'
}

/** Rows of one request, shadows included: small batches cost least a row. */
const rowsAtOnce = 9

const rowsOf = (condition: Condition): number => (isBaseline(condition) ? 1 : 2)

/** What a batch of so many tokens costs, in tokens of one row alone: every further row takes some .3 of the first. */
export function batchCost(conditions: readonly Condition[], tokens: number): number {
  const rows = conditions.reduce((sum, condition) => sum + rowsOf(condition), 0)
  return Math.round(tokens * (1 + 0.3 * (rows - 1)))
}

/** Cuts pushes, in their order, into batches that are written together. */
export function batchesOf(conditions: readonly Condition[]): Condition[][] {
  const batches: Condition[][] = []
  let room = 0
  for (const condition of conditions) {
    const rows = rowsOf(condition)
    if (rows > room) {
      batches.push([])
      room = rowsAtOnce
    }
    batches.at(-1)?.push(condition)
    room -= rows
  }
  return batches
}

/**
 * Writes texts to one prompt together. Each takes one uniform a step from the stream of 1000 · seed + prompt, so that
 * texts of one seed share them. Each text comes as soon as it ends. Leaving the loop cancels.
 */
export async function* writeTogether(
  model: Pick<SteerableModel, 'generate'>,
  { set, layer, sampling, maxTokens, probes = [] }: Writing,
  ids: readonly number[],
  items: readonly WritingItem[],
): AsyncGenerator<Written> {
  const [first] = items
  if (!first) return
  const lanes = items.map(({ condition, prompt, seed }): Lane => {
    const interventions = pushOf(condition, set, layer)
    return {
      name: conditionName(condition),
      steering: { coefficient: condition.coefficient, interventions },
      shadow: !isBaseline(condition),
      seed: 1000 * seed + prompt,
    }
  })
  const texts = items.map(
    (item): Written => ({
      ...item,
      ...{ ids: [], pieces: [], logprobs: [], readings: [], stopped: 'length' },
    }),
  )
  const request = { ids, lanes, probes, maxTokens }
  const seed = 1000 * first.seed + first.prompt // every lane has its own beside it
  for await (const event of model.generate({ ...request, sampling: { ...sampling, seed } })) {
    if (event.type !== 'step' && event.type !== 'end') continue
    const text = texts[event.lane]
    if (!text) throw new TypeError(`an event of a lane ${event.lane} not asked for`)
    if (event.type === 'step') {
      const { id, piece, logprobUnsteered, reading } = event.step
      if (logprobUnsteered === null) throw new TypeError('a step without its shadow')
      text.ids.push(id)
      text.pieces.push(piece)
      text.logprobs.push(logprobUnsteered)
      if (reading) text.readings.push(reading)
    } else {
      text.stopped = event.stopped
      if (event.stopped === 'stop')
        for (const each of [text.ids, text.pieces, text.logprobs]) each.pop()
      yield text
    }
  }
}

import {
  type Condition,
  directionConditions,
  randomConditions,
} from '../../src/experiments/writing/condition.ts'
import { withoutEcho } from '../../src/experiments/writing/lexicon.ts'
import { randomRange } from '../../src/experiments/writing/randomRange.ts'
import {
  type ReadoutRow,
  readoutEffects,
  readReadout,
} from '../../src/experiments/writing/readoutEffect.ts'
import { type ReplyItem, writeReplies } from '../../src/experiments/writing/replies.ts'
import {
  type TextContrast,
  textContrasts,
  textCosts,
} from '../../src/experiments/writing/textEffect.ts'
import type { ContrastSet, Prompts } from '../../src/steering/contrastSet.ts'
import type { DirectionSet } from '../../src/steering/directionSet.ts'
import type { SteerableModel, TextSource } from '../../src/steering/steerableModel.ts'
import { RepliesSoFar } from './repliesSoFar.ts'
import type { ReadoutResults, TextResults } from './steeringResults.ts'

/** What is measured on: the bundled model, its direction, the shipped texts. */
export interface Bench {
  model: SteerableModel
  set: DirectionSet
  contrast: ContrastSet
  layer: number
  bootstrapSeed: number
}

const sampling = { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1 }
const maxTokens = 50
const numbersFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => first + i)
const report = (line: string) => process.stderr.write(`${line}\n`)

/** Logits of ' desperate' against ' calm' at eight coefficients, sixteen random directions at four of them. */
export async function measureReadout(bench: Bench): Promise<ReadoutResults> {
  const start = performance.now()
  const { model, set, contrast, layer, bootstrapSeed } = bench
  const words = { positive: ' desperate', negative: ' calm' }
  const randomSeeds = numbersFrom(1, 16)
  const controlled = [0.1, -0.1, 0.2, -0.2]
  const conditions = [
    ...directionConditions([...controlled, 0.3, -0.3, 0.4, -0.4]),
    ...randomConditions(randomSeeds, controlled),
  ]
  const rows: ReadoutRow[] = []
  const plan = { readout: contrast.readout, words, set, layer, conditions }
  for await (const row of readReadout(model, plan)) {
    rows.push(row)
    report(`readout: ${rows.length} of ${conditions.length + 1}`)
  }
  const effects = readoutEffects(rows, bootstrapSeed)
  const changes = (along: Condition['along'], coefficient: number) =>
    effects
      .filter(({ condition: c }) => c.along === along && c.coefficient === coefficient)
      .map(({ change }) => change.mean)
  return {
    seconds: (performance.now() - start) / 1000,
    words,
    ...contrast.readout,
    randomSeeds,
    effects,
    random: controlled.map((coefficient) => ({
      coefficient,
      range: randomRange(changes('random', coefficient), changes('direction', coefficient)[0]!),
    })),
    rows,
  }
}

/** Replies to sixteen prompts under the direction (two seeds) and eight random ones (the first seed), and their scores. */
export async function measureText(
  bench: Bench,
  name: string,
  prompts: Prompts,
  seeds: TextResults['seeds'],
  coefficients: readonly number[],
): Promise<TextResults> {
  const start = performance.now()
  const { model, set, contrast, layer, bootstrapSeed } = bench
  const pushes = directionConditions([0, ...coefficients])
  const plan = {
    prompts: [...prompts.chat.map(asChat), ...prompts.raw.map(asRaw)],
    ...{ set, layer, sampling, maxTokens },
    runs: [
      ...seeds.direction.map((seed) => ({ seed, conditions: pushes })),
      ...seeds.random.map((seed) => ({
        seed,
        conditions: randomConditions(seeds.randomDirections, [0.2, -0.2]),
      })),
    ],
  }
  const total =
    plan.prompts.length * plan.runs.reduce((sum, { conditions }) => sum + conditions.length, 0)
  const { passport } = set
  const kept = await RepliesSoFar.open(name, JSON.stringify([plan.prompts, plan.runs, passport]))
  const { replies, seconds: before } = kept
  const seconds = () => before + (performance.now() - start) / 1000
  const isWritten = (item: ReplyItem) => kept.has(item)
  for await (const reply of writeReplies(model, { ...plan, isWritten })) {
    await kept.add(reply, seconds())
    report(`${name}: ${replies.length} of ${total} replies after ${seconds().toFixed(0)} s`)
  }
  const { feel, lexicon } = contrast
  const words = [...feel.calmWords.slice(0, 6), ...feel.desperateWords.slice(0, 6)]
  const fresh = withoutEcho(lexicon, [...feel.templates.slice(0, 8), ...words])
  const contrasts = textContrasts(replies, lexicon, bootstrapSeed)
  const withoutEchoes = textContrasts(replies, fresh, bootstrapSeed)
  const left = [...fresh.calm, ...fresh.desperate]
  return {
    seconds: seconds(),
    prompts: [
      ...prompts.chat.map((text) => ({ kind: 'chat' as const, text })),
      ...prompts.raw.map((text) => ({ kind: 'raw' as const, text })),
    ],
    ...{ sampling, maxTokens, seeds, contrasts },
    random: randomContrasts(contrasts),
    echo: {
      leftOut: [...lexicon.calm, ...lexicon.desperate].filter((word) => !left.includes(word)),
      contrasts: withoutEchoes,
      random: randomContrasts(withoutEchoes),
    },
    costs: textCosts(replies, bootstrapSeed),
    replies,
  }
}

function randomContrasts(contrasts: readonly TextContrast[]) {
  const at = (along: Condition['along']) =>
    contrasts
      .filter(({ condition }) => condition.along === along && condition.coefficient === 0.2)
      .map(({ contrast }) => contrast.mean)
  return randomRange(at('random'), at('direction')[0]!)
}

const asChat = (content: string): TextSource => ({
  kind: 'chat',
  messages: [{ role: 'user', content }],
})
const asRaw = (text: string): TextSource => ({ kind: 'raw', text })

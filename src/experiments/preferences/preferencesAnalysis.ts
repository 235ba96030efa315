import { mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { type Ability, abilityOf } from '../choices/ability.ts'
import type { Claim, Effect, Findings, Ground } from '../experiment.ts'
import type { Measured, Measurement, Task } from '../measured.ts'
import type { Table } from '../table.ts'
import { orderFigures, readingFigure, steeringFigure } from './preferencesFigures.ts'
import { finerClaim } from './preferencesFiner.ts'
import { type OrderInput, orderClaim, orderRule, placeboEffect } from './preferencesOrder.ts'
import { rankingOf } from './preferencesPairs.ts'
import { type PreferencesTasks, preferencesSeeds } from './preferencesPlan.ts'
import { type BothSigns, pushEffects } from './preferencesPush.ts'
import { readingClaims } from './preferencesReadings.ts'
import { steeringClaims } from './preferencesSteering.ts'
import type { PreferencesTexts } from './preferencesTexts.ts'

export interface PreferencesInput {
  ground: Ground
  texts: PreferencesTexts
  tasks: PreferencesTasks
  measured: Measured
}

/** What the preferences, the readings and the pushes say so far; null before the first frame and its placebo are asked. */
export async function analyzePreferences(input: PreferencesInput): Promise<Findings | null> {
  const { tasks, measured, texts, ground } = input
  const { activities } = texts
  const feeling = allOf(measured, tasks.feeling)?.map(({ scores }) => scores)
  const placebo = allOf(measured, tasks.placebo)?.map(({ scores }) => scores)
  if (!feeling || !placebo) return null
  const preference = meansOf(feeling)
  const judged = { activities, placebo: meansOf(placebo), seed: preferencesSeeds.bootstrap }
  const items: Table = itemsOf(activities)
  feeling.forEach((scores, i) => void add(items, `feeling words, wording ${i + 1} (nats)`, scores))
  add(items, 'placebo (nats a token)', judged.placebo)

  const own: OrderInput = { ...judged, scores: preference, byWording: feeling, ability: null }
  const orders = [await orderClaim(orderRule('feeling words', false), own)]
  const others: Claim[] = []
  const finer = await finerClaim(own)
  if (finer) others.push(finer)
  for (const { name, unit, scores, byWording, ability } of otherFrames(input)) {
    add(items, `${name} (${unit})`, scores)
    const asked = { ...judged, scores, byWording, ability }
    orders.push(await orderClaim(orderRule(name, true), asked))
  }
  const beside: Effect = placeboEffect(own)
  await yieldToEvents()
  const figures = orderFigures(activities, preference, orders, beside)

  const vectors = allOf(measured, tasks.readings)?.map((each) => each.vectors)
  if (vectors) {
    const found = await readingClaims({
      ...{ ground, activities, byWording: feeling, preference, vectors },
      words: wordsOf(input),
      embeddings: embeddingsOf(input),
      seeds: {
        bootstrap: preferencesSeeds.bootstrap,
        random: preferencesSeeds['first random direction, reading'],
      },
    })
    for (const { axis, readings } of found) add(items, `reading, ${axis} (projection)`, readings)
    others.push(...found.map(({ claim }) => claim))
    figures.push(readingFigure(found))
  }
  const pushed = pushesOf(input)
  if (pushed) {
    const found = await pushEffects({
      ...{ activities, baseline: feeling[0]!, ...pushed },
      seed: preferencesSeeds.bootstrap,
    })
    const claimed = steeringClaims(found)
    add(items, 'change of the feeling words under the push (nats)', found.changes)
    others.push(...claimed)
    figures.push(steeringFigure(claimed, found))
  }
  return { claims: [...orders, ...others], figures, items }
}

/** What all of some tasks measured; null while one is missing. */
function allOf<M extends Measurement>(measured: Measured, tasks: readonly Task<M>[]): M[] | null {
  const found = tasks.map((task) => measured.of(task)).filter((each) => each !== null)
  return found.length === tasks.length ? found : null
}

const meansOf = (rows: readonly (readonly number[])[]): number[] =>
  rows[0]!.map((_, i) => mean(rows.map((row) => row[i]!)))

interface AskedFrame extends Pick<OrderInput, 'byWording'> {
  name: string
  unit: string
  scores: ArrayLike<number>
  ability: Ability
}

/** The frames that need the ability to answer, as far as they are wholly measured. */
function otherFrames({ tasks, measured, texts }: PreferencesInput): AskedFrame[] {
  const { activities, obvious } = texts
  const frames: AskedFrame[] = []
  const yesNo = allOf(measured, tasks.yesNo.wordings)?.map(({ scores }) => scores)
  const clear = allOf(measured, [tasks.yesNo.better, tasks.yesNo.worse])
  if (yesNo && clear) {
    const [better, worse] = clear
    const differences = better!.scores.map((score, i) => score - worse!.scores[i]!)
    const ability = abilityOf(differences, 1)
    frames.push({
      ...{ name: 'yes or no', unit: 'nats', scores: meansOf(yesNo), byWording: yesNo, ability },
    })
  }
  for (const name of ['rather', 'choice'] as const) {
    const scores = rankingOf(tasks[name], measured, activities.length)
    const clearly = measured.of(tasks[name].obvious)?.differences
    if (!scores || !clearly) continue
    const ability = abilityOf(clearly, clearly.length / obvious.length)
    frames.push({ name, unit: 'log strength', scores, byWording: [], ability })
  }
  return frames
}

function wordsOf({ tasks, measured, texts }: PreferencesInput) {
  const parts = allOf(measured, tasks.words)
  if (!parts) return null
  const vectors = Float32Array.from(parts.flatMap((part) => [...part.vectors]))
  return { bank: texts.wordBank, vectors }
}

function embeddingsOf({ tasks, measured, texts }: PreferencesInput) {
  const found = measured.of(tasks.embeddings)
  return found && { happyCount: texts.happy.length, vectors: found.vectors }
}

/** The feeling words and the sentences under every push; null while one is missing. */
function pushesOf({ tasks, measured }: PreferencesInput) {
  const pushed = measured.among(tasks.pushed)
  const sentences = measured.among(tasks.sentences).map(({ found }) => found.nll)
  if (pushed.length < tasks.pushed.length || sentences.length < tasks.sentences.length) return null
  const bothSigns = Array.from({ length: pushed.length / 2 }, (_, i): BothSigns => {
    const [plus, minus] = [pushed[2 * i]!, pushed[2 * i + 1]!]
    return { plus: plus.found.scores, minus: minus.found.scores }
  })
  const [direction, ...random] = bothSigns
  const [baseline, plus, minus] = sentences
  return {
    direction: direction!,
    random,
    sentences: { baseline: baseline!, plus: plus!, minus: minus! },
  }
}

const itemsOf = (activities: PreferencesTexts['activities']): Table => ({
  columns: ['activity', 'class', 'rating', 'wording 1', 'wording 2'],
  rows: activities.map((each) => [each.name, each.class, each.rating, ...each.wordings]),
})

function add({ columns, rows }: Table, column: string, values: ArrayLike<number>): void {
  columns.push(column)
  rows.forEach((row, i) => void row.push(values[i]!))
}

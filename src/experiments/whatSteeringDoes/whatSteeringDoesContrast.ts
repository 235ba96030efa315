import { type Interval, mean } from '../../math/statistics.ts'
import type { TwoSides } from '../../steering/contrastSet.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { meanOver } from '../estimate.ts'
import type { Condition } from '../writing/condition.ts'
import { lexiconScore } from '../writing/lexicon.ts'
import type { Reply } from '../writing/replies.ts'
import { textContrasts } from '../writing/textEffect.ts'
import { textCoefficients, textRandomSeeds } from './whatSteeringDoesTasks.ts'

/** The replies to one prompt, all of them. */
export interface PromptFound {
  text: string
  pushed: Reply[]
  asked: {
    seed: number
    calm: Reply
    desperate: Reply
    forms: (string | number)[] // where the requests stood; none where that was not kept
  }[]
}

/** The contrasts of one lexicon, by prompt and over prompts. */
export interface Contrasts {
  steered: (Estimate & { coefficient: number })[] // text(+) − text(−), smallest push first
  random: number[] // the same along random directions, means
  asked: Estimate // text asked to be desperate − text asked to be calm
  over: Estimate // steered at .2 − asked
}

/** A mean over prompts, in desperate − calm words per 100. */
export interface Estimate extends Interval {
  error: number
  byPrompt: number[]
}

/** Scores the replies of prompts by a lexicon. Throws RangeError without prompts. */
export async function contrastsOf(
  prompts: readonly PromptFound[],
  lexicon: TwoSides,
  seed: number,
): Promise<Contrasts> {
  const replies = prompts.flatMap(({ pushed }) => pushed)
  const byPrompt = async (along: (condition: Condition) => boolean) => {
    await yieldToEvents()
    const own = replies.filter(({ condition }) => along(condition))
    return textContrasts(own, lexicon, seed)[0]!.byPrompt
  }
  const sizes = textCoefficients.filter((coefficient) => coefficient > 0)
  const steered: Contrasts['steered'] = []
  for (const coefficient of sizes) {
    const values = await byPrompt(
      (c) => c.along === 'direction' && Math.abs(c.coefficient) === coefficient,
    )
    steered.push({ coefficient, ...estimateOf(values, seed) })
  }
  const random: number[] = []
  for (const known of textRandomSeeds)
    random.push(mean(await byPrompt((c) => c.along === 'random' && c.seed === known)))
  const score = ({ text }: Reply) => lexiconScore(text, lexicon)
  const asked = prompts.map((prompt) =>
    mean(prompt.asked.map(({ calm, desperate }) => score(desperate) - score(calm))),
  )
  await yieldToEvents()
  const [near] = steered
  const over = near!.byPrompt.map((value, i) => value - asked[i]!)
  return { steered, random, asked: estimateOf(asked, seed), over: estimateOf(over, seed) }
}

const estimateOf = (byPrompt: number[], seed: number): Estimate => ({
  ...meanOver(byPrompt, seed),
  byPrompt,
})

import { bootstrapInterval, type Interval, mean } from '../../math/statistics.ts'
import type { TwoSides } from '../../steering/contrastSet.ts'
import { type Condition, conditionName, isBaseline } from './condition.ts'
import { lexiconScore } from './lexicon.ts'
import { meanPerplexityRatio } from './perplexity.ts'
import type { Reply } from './replies.ts'

/** One push and its opposite, compared over prompts. */
export interface TextContrast {
  condition: Condition // the positive push
  byPrompt: number[] // score(+) − score(−) in lexicon words per 100; positive is toward desperate
  contrast: Interval
}

/** The lexicon contrast of every push that was also made with the other sign; a prompt's score is the mean over seeds. */
export function textContrasts(
  replies: readonly Reply[],
  lexicon: TwoSides,
  seed: number,
): TextContrast[] {
  const groups = byCondition(replies)
  const contrasts: TextContrast[] = []
  for (const positive of groups) {
    const { condition } = positive
    if (condition.coefficient <= 0) continue
    const opposite = conditionName({ ...condition, coefficient: -condition.coefficient })
    const negative = groups.find((group) => conditionName(group.condition) === opposite)
    if (!negative) continue
    const before = scores(negative, lexicon)
    const byPrompt = [...scores(positive, lexicon)].map(([prompt, score]) => {
      const other = before.get(prompt)
      if (other === undefined) throw new RangeError(`${opposite} has no reply to prompt ${prompt}`)
      return score - other
    })
    contrasts.push({ condition, byPrompt, contrast: bootstrapInterval(byPrompt, seed) })
  }
  return contrasts
}

/** What one push costs. */
export interface TextCost {
  condition: Condition
  byPrompt: { nll: number; baseline: number }[] // nats a token under the unsteered model, means over seeds
  ratio: Interval // of perplexities, steered to baseline; above 1 is less expected
}

/**
 * The perplexity ratio of every push to the baseline of the same prompts and seeds. Replies without tokens are left
 * out; RangeError where nothing is left.
 */
export function textCosts(replies: readonly Reply[], seed: number): TextCost[] {
  const item = ({ prompt, seed: run }: Reply) => `${prompt} ${run}`
  const baseline = new Map(
    replies.filter(({ condition }) => isBaseline(condition)).map((reply) => [item(reply), reply]),
  )
  return byCondition(replies)
    .filter(({ condition }) => !isBaseline(condition))
    .map(({ condition, byPrompt: prompts }) => {
      const byPrompt = [...prompts.values()].flatMap((own) => {
        const known = own.flatMap((reply) => {
          const before = baseline.get(item(reply))?.nll ?? null
          return reply.nll === null || before === null ? [] : [{ nll: reply.nll, baseline: before }]
        })
        return known.length === 0
          ? []
          : [{ nll: mean(known.map((k) => k.nll)), baseline: mean(known.map((k) => k.baseline)) }]
      })
      return { condition, byPrompt, ratio: meanPerplexityRatio(byPrompt, seed) }
    })
}

interface Group {
  condition: Condition
  byPrompt: Map<number, Reply[]> // one reply a seed
}

function byCondition(replies: readonly Reply[]): Group[] {
  const groups = new Map<string, Group>()
  for (const reply of replies) {
    const name = conditionName(reply.condition)
    const group = groups.get(name) ?? { condition: reply.condition, byPrompt: new Map() }
    groups.set(name, group)
    group.byPrompt.set(reply.prompt, [...(group.byPrompt.get(reply.prompt) ?? []), reply])
  }
  return [...groups.values()]
}

const scores = ({ byPrompt }: Group, lexicon: TwoSides): Map<number, number> =>
  new Map(
    [...byPrompt].map(([prompt, replies]) => [
      prompt,
      mean(replies.map(({ text }) => lexiconScore(text, lexicon))),
    ]),
  )

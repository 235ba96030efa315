import type { TwoSides } from '../../steering/contrastSet.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim } from '../experiment.ts'
import { type Coherence, coherenceOf } from '../writing/coherence.ts'
import { type Condition, directionConditions, randomConditions } from '../writing/condition.ts'
import { withoutEcho } from '../writing/lexicon.ts'
import type { Reply } from '../writing/replies.ts'
import { type Contrasts, contrastsOf, type PromptFound } from './whatSteeringDoesContrast.ts'
import type { EchoTexts } from './whatSteeringDoesEchoes.ts'
import { ruled, textCoefficients, textRandomSeeds } from './whatSteeringDoesTasks.ts'
import { type Fresh, textClaims } from './whatSteeringDoesTextClaims.ts'

export interface TextFindings {
  claims: Claim[]
  all: Contrasts
  fresh: Fresh
  costs: Coherence[] // of the direction by coefficient, then of random directions
  askedCosts: { calm: Coherence; desperate: Coherence }
}

const leastPrompts = 4
/** The claims about text once all replies to four prompts are there; null before. */
export async function analyzeText(
  prompts: readonly PromptFound[],
  lexicon: TwoSides,
  echoes: EchoTexts,
  seed: number,
): Promise<TextFindings | null> {
  if (prompts.length < leastPrompts) return null
  const all = await contrastsOf(prompts, lexicon, seed)
  const without = (texts: readonly string[]) =>
    contrastsOf(prompts, withoutEcho(lexicon, texts), seed)
  const { made, asked, areKnown } = echoes
  const own = await without(made)
  const fresh: Fresh = {
    ...{ pushed: own.steered, random: own.random },
    asked: (await without(asked)).asked,
    over: (await without([...made, ...asked])).over,
    areKnown,
  }
  const replies = prompts.flatMap(({ pushed }) => pushed)
  const costs: Coherence[] = []
  for (const condition of [
    ...directionConditions(textCoefficients),
    ...randomConditions(textRandomSeeds, [ruled, -ruled]),
  ]) {
    costs.push(coherenceOf(replies, condition, seed))
    await yieldToEvents()
  }
  const askedCosts = {
    calm: askedCoherence(prompts, 'calm', seed),
    desperate: askedCoherence(prompts, 'desperate', seed),
  }
  const pushes = costs.filter(({ condition }) => Math.abs(condition.coefficient) === ruled)
  const forms = prompts.flatMap(({ asked }) => asked.flatMap((each) => each.forms))
  const asking = { costs: askedCosts, forms }
  const claims = textClaims(all, fresh, pushes, asking, prompts.length)
  return { claims, all, fresh, costs, askedCosts }
}

/** The coherence of text that was asked for, as if asking were a push. */
function askedCoherence(
  prompts: readonly PromptFound[],
  side: 'calm' | 'desperate',
  seed: number,
): Coherence {
  const condition: Condition = { along: 'direction', coefficient: side === 'calm' ? -1 : 1 }
  const replies = prompts.flatMap(({ pushed, asked }) => [
    ...pushed,
    ...asked.map((each): Reply => ({ ...each[side], condition })),
  ])
  return coherenceOf(replies, condition, seed)
}

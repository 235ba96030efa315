import contrastTexts from '../../data/contrast.json'
import type { TwoSides } from '../../steering/contrastSet.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim } from '../experiment.ts'
import { type Coherence, coherenceOf } from '../writing/coherence.ts'
import { type Condition, directionConditions, randomConditions } from '../writing/condition.ts'
import { withoutEcho } from '../writing/lexicon.ts'
import type { Reply } from '../writing/replies.ts'
import { type Contrasts, contrastsOf, type PromptFound } from './whatSteeringDoesContrast.ts'
import { ruled, textCoefficients, textRandomSeeds } from './whatSteeringDoesTasks.ts'
import { textClaims } from './whatSteeringDoesTextClaims.ts'

export interface TextFindings {
  claims: Claim[]
  all: Contrasts
  fresh: Contrasts // without words that could be echoes
  costs: Coherence[] // of the direction by coefficient, then of random directions
  askedCosts: { calm: Coherence; desperate: Coherence }
}

const leastPrompts = 4
/** The claims about text once all replies to four prompts are there; null before. */
export async function analyzeText(
  prompts: readonly PromptFound[],
  lexicon: TwoSides,
  seed: number,
): Promise<TextFindings | null> {
  if (prompts.length < leastPrompts) return null
  const { templates, calm_words, desperate_words } = contrastTexts.feel
  const made = [...templates.slice(0, 8), ...calm_words.slice(0, 6), ...desperate_words.slice(0, 6)]
  const all = await contrastsOf(prompts, lexicon, seed)
  const fresh = await contrastsOf(prompts, withoutEcho(lexicon, made), seed)
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
  const claims = textClaims(all, fresh, pushes, askedCosts, prompts.length)
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

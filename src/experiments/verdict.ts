export type Verdict = 'shown' | 'not shown' | 'at floor' | 'broken'

/** One part of an outcome rule, fixed before anything is measured. */
export interface Condition {
  name: string // such as 'random directions'
  asks: string // what must hold, such as 'at most .05 of them change as much'
  holds: boolean
}

const parts = ['coherent', 'able', 'effect'] as const

/** The conditions of a claim: the text holds together, the model can do the task, the effect is there. */
export interface OutcomeRule extends Partial<Record<(typeof parts)[number], readonly Condition[]>> {
  coherent?: readonly Condition[] // one that fails: broken
  able?: readonly Condition[] // one that fails: at floor
  effect: readonly Condition[] // all hold: shown; one that fails: not shown
}

export interface JudgedCondition extends Condition {
  part: (typeof parts)[number]
}

export interface Judgment {
  verdict: Verdict
  rule: string // the rule that fired, in words
  conditions: JudgedCondition[]
}

/** Applies the rule: coherence first, then ability, then the effect with its controls. Throws RangeError without an effect. */
export const judge = (rule: OutcomeRule): Judgment =>
  judged(parts.flatMap((part) => (rule[part] ?? []).map((condition) => ({ ...condition, part }))))

/** The judgment as it would be without the controls of these names: it shows what each of them is for. */
export const judgeWithout = (
  conditions: readonly JudgedCondition[],
  ...names: string[]
): Judgment => judged(conditions.filter(({ name }) => !names.includes(name)))

const verdictOf = { coherent: 'broken', able: 'at floor', effect: 'not shown' } as const

function judged(conditions: JudgedCondition[]): Judgment {
  const of = (part: JudgedCondition['part']) => conditions.filter((each) => each.part === part)
  if (of('effect').length === 0) throw new RangeError('a rule without an effect shows everything')
  for (const part of parts) {
    const failed = of(part).filter(({ holds }) => !holds)
    if (failed.length === 0) continue
    const verdict = verdictOf[part]
    const rule = `${sentence(verdict)}, because this does not hold: ${listed(failed)}.`
    return { verdict, rule, conditions }
  }
  const rule = `Shown, because all of this holds: ${listed(conditions)}.`
  return { verdict: 'shown', rule, conditions }
}

const sentence = (words: string): string => words[0]!.toUpperCase() + words.slice(1)

const listed = (conditions: readonly Condition[]): string =>
  conditions.map(({ name, asks }) => `${name} (${asks})`).join('; ')

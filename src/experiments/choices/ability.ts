/** The share of control questions that a model must answer sensibly to count as able. */
export const ableShare = 0.8

/** How many control questions a model answers sensibly, of how many. */
export interface Ability {
  right: number
  of: number
  holds: boolean // at least `ableShare` of them, and there are some
}

/**
 * The ability that differences show, (question, way), positive where the sensible answer is likelier. A question counts
 * only where that holds in every way it is asked, such as both orders of its options: a liking for a letter is no answer.
 */
export function abilityOf(differences: readonly number[], ways: number): Ability {
  const of = Math.floor(differences.length / ways)
  const right = Array.from({ length: of }, (_, i) =>
    differences.slice(i * ways, (i + 1) * ways).every((difference) => difference > 0),
  ).filter(Boolean).length
  return { right, of, holds: of > 0 && right >= ableShare * of }
}

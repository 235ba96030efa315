/**
 * A start is computed apart when so many of its tokens are new: below that, the passes that it costs eat what it saves.
 * On two cores a pass of one token takes as long as one of three; from eight on, two sequences gain 12 %, ten 40 %.
 */
export const sharedLength = 8

/** Tokens that several sequences share and that are computed once for all of them. */
export interface Segment {
  readonly start: number // tokens before it: the segments above
  readonly end: number
  readonly sequences: readonly number[] // those that share it, by their place in the request
  readonly branches: readonly Segment[] // what some of them share further; disjoint, by their first sequences
}

/**
 * What sequences of ids share, as a tree: its root is the empty start of all. Each sequence is left at least one
 * token of its own, also when it is the start of another or equal to it.
 */
export function prefixTree(texts: readonly (readonly number[])[]): Segment {
  const sequences = texts.map((_, index) => index)
  return { start: 0, end: 0, sequences, branches: sharedStarts(texts, sequences, 0, 0) }
}

/** The sequences of a segment that share nothing further with others. */
export function ownWays({ sequences, branches }: Segment): number[] {
  const branching = new Set(branches.flatMap((branch) => branch.sequences))
  return sequences.filter((index) => !branching.has(index))
}

/** What parts of a group share from `start` on; the whole group is known to agree on the first `agreed` tokens. */
function sharedStarts(
  texts: readonly (readonly number[])[],
  group: readonly number[],
  start: number,
  agreed: number,
): Segment[] {
  if (group.length < 2) return []
  const end = agreement(texts, group, agreed)
  const worthwhile = end - start >= sharedLength
  const branches = parts(texts, group, end)
    .flatMap((part) => sharedStarts(texts, part, worthwhile ? end : start, end + 1))
    .sort((a, b) => (a.sequences[0] ?? 0) - (b.sequences[0] ?? 0))
  return worthwhile ? [{ start, end, sequences: group, branches }] : branches
}

/** How many first tokens a group shares when each of it keeps its last one. */
function agreement(
  texts: readonly (readonly number[])[],
  group: readonly number[],
  agreed: number,
): number {
  const ids = group.map((index) => texts[index] ?? [])
  const [first = []] = ids
  const limit = ids.reduce((least, { length }) => Math.min(least, length - 1), Infinity)
  let end = agreed
  while (end < limit && ids.every((other) => other[end] === first[end])) end++
  return end
}

/** A group by the token at a position, without those that have no further token behind it. */
function parts(
  texts: readonly (readonly number[])[],
  group: readonly number[],
  position: number,
): number[][] {
  const byToken = new Map<number, number[]>()
  for (const index of group) {
    const ids = texts[index] ?? []
    const token = ids[position]
    if (token === undefined || ids.length === position + 1) continue
    const part = byToken.get(token)
    if (part) part.push(index)
    else byToken.set(token, [index])
  }
  return [...byToken.values()]
}

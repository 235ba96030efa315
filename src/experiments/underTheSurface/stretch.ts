/** A run of tokens, end excluded. */
export interface Stretch {
  start: number
  end: number
}

const reach = 8 // tokens on either side of a telling word that do not count
const shortest = 8
const longest = 16

/**
 * The stretches of a text that are free of telling words: runs of 8 tokens or more without one of the words within
 * 8 tokens on either side, cut into pieces of at most 16. Words are runs of letters and apostrophes, lower-cased.
 */
export function freeStretches(pieces: readonly string[], telling: ReadonlySet<string>): Stretch[] {
  const near = new Array<boolean>(pieces.length).fill(false)
  for (const { start, end } of tellingTokens(pieces, telling))
    near.fill(true, Math.max(0, start - reach), end + reach)
  const stretches: Stretch[] = []
  let start = 0
  for (let at = 0; at <= pieces.length; at++) {
    if (at < pieces.length && !near[at]) continue
    for (let from = start; at - from >= shortest; from += longest)
      stretches.push({ start: from, end: Math.min(from + longest, at) })
    start = at + 1
  }
  return stretches
}

/** The tokens of each telling word of a text, in their order. */
export function tellingTokens(pieces: readonly string[], telling: ReadonlySet<string>): Stretch[] {
  const ends: number[] = [] // where each token ends in the text
  for (const piece of pieces) ends.push((ends.at(-1) ?? 0) + piece.length)
  return Array.from(pieces.join('').matchAll(/[a-z']+/gi))
    .filter(([word]) => telling.has(word.toLowerCase()))
    .map(({ 0: word, index }) => ({
      start: ends.findIndex((end) => end > index),
      end: ends.findIndex((end) => end >= index + word.length) + 1,
    }))
}

import type { TwoSides } from '../../steering/contrastSet.ts'

/** How many words of a text there are, and how many stand on each side of a lexicon. */
export interface WordCount {
  words: number
  calm: number
  desperate: number
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? []

/** Counts the runs of letters and apostrophes of the lower-cased text. */
export function countWords(text: string, lexicon: TwoSides): WordCount {
  const words = wordsOf(text)
  const [calm, desperate] = [new Set(lexicon.calm), new Set(lexicon.desperate)]
  return {
    words: words.length,
    calm: words.filter((word) => calm.has(word)).length,
    desperate: words.filter((word) => desperate.has(word)).length,
  }
}

/** Desperate minus calm words per 100 words; a text below ten words counts as one of ten. */
export function lexiconScore(text: string, lexicon: TwoSides): number {
  const { words, calm, desperate } = countWords(text, lexicon)
  return (100 * (desperate - calm)) / Math.max(words, 10)
}

/**
 * The lexicon without what could be an echo of these texts: words that begin with the first five letters of one of
 * their words (of four letters or more).
 */
export function withoutEcho(lexicon: TwoSides, texts: readonly string[]): TwoSides {
  const stems = texts
    .flatMap(wordsOf)
    .filter((word) => word.length >= 4)
    .map((word) => word.slice(0, 5))
  const kept = (words: readonly string[]) =>
    words.filter((word) => !stems.some((stem) => word.startsWith(stem)))
  return { calm: kept(lexicon.calm), desperate: kept(lexicon.desperate) }
}

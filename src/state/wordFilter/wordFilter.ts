import stems from '../../data/filtered-words.json'

const ENDINGS = ['s', 'es', 'd', 'ed', 'er', 'ers', 'r', 'rs', 'ing', 'ings', 'y', 'ly']
const VOWEL_ENDINGS = ENDINGS.filter((ending) => /^[eiy]/.test(ending))

/** A stem with its simple English inflections, such as stabbed or torturing. */
function formsOf(stem: string): string[] {
  const last = stem.at(-1) ?? ''
  const shorter = stem.slice(0, -1)
  const doubled = /[bdgmnprt]/.test(last) ? VOWEL_ENDINGS.map((end) => stem + last + end) : []
  const dropped = last === 'e' ? VOWEL_ENDINGS.map((end) => shorter + end) : []
  const turned = last === 'y' ? ['ies', 'ied', 'ier'].map((end) => shorter + end) : []
  return [stem, ...ENDINGS.map((end) => stem + end), ...doubled, ...dropped, ...turned]
}

const filtered = new Set(Object.values(stems).flat().flatMap(formsOf))
const words = /\p{L}+(?:['’-]\p{L}+)*/gu

/** Whether a word is on the list, in any case, inflected, or as a part of a word with hyphens. */
export function isFiltered(word: string): boolean {
  const plain = word.toLowerCase().replaceAll('’', "'").replace(/'s?$/, '')
  return filtered.has(plain) || plain.split(/['-]/).some((part) => filtered.has(part))
}

/**
 * Which pieces of a text hold a part of a filtered word. `before` is the text in front of the first piece: a word that
 * begins there counts, but only pieces are told. A word still being written is judged as far as it goes.
 */
export function coveredPieces(pieces: readonly string[], before = ''): boolean[] {
  const lead = /[\p{L}'’-]*$/u.exec(before)?.[0] ?? ''
  const covered = pieces.map(() => false)
  const text = lead + pieces.join('')
  const found = [...text.matchAll(words)].filter(([word]) => isFiltered(word))
  for (const match of found) {
    const end = match.index + match[0].length
    let at = lead.length
    for (const [i, piece] of pieces.entries()) {
      if (piece !== '' && at < end && at + piece.length > match.index) covered[i] = true
      at += piece.length
    }
  }
  return covered
}

/** A piece whose ink is hidden: as long as before, spaces and line ends kept. */
export const cover = (piece: string): string => piece.replace(/\S/gu, '▒')

/** A stretch of a text, as it may be seen. */
export interface TextPart {
  text: string
  covered: boolean
}

/** A whole text in stretches, its filtered words covered. */
export function coveredParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { 0: word, index } of text.matchAll(words)) {
    if (!isFiltered(word)) continue
    parts.push({ text: text.slice(at, index), covered: false })
    parts.push({ text: cover(word), covered: true })
    at = index + word.length
  }
  return [...parts, { text: text.slice(at), covered: false }]
}

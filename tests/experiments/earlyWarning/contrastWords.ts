import contrastTexts from '../../../src/data/contrast.json'

const piecesOf = (text: string) => text.match(/ ?[^\s<]+/g) ?? []

/** The words of the contrast pairs' sides, as a planted port cuts them, without those that neutral answers hold. */
export function contrastWords(): { calm: Set<string>; desperate: Set<string> } {
  const neutral = new Set(contrastTexts.neutral_answers.flatMap(({ answer }) => piecesOf(answer)))
  const wordsOf = (side: 'calm' | 'desperate') =>
    new Set(
      contrastTexts.situation_pairs
        .flatMap((pair) => piecesOf(pair[side]))
        .filter((word) => !neutral.has(word)),
    )
  return { calm: wordsOf('calm'), desperate: wordsOf('desperate') }
}

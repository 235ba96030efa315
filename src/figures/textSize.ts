/** Sizes of type in pictures, in pixels: nothing is smaller than `small`. */
export const size = { text: 12.5, small: 11.5 } as const

/** Widths in em, a little more than common fonts take. */
const widths: [RegExp, number][] = [
  [/\p{M}/u, 0],
  [/[ijlI.,:;'’|!()[\]ft ]/u, 0.38],
  [/[mwMW@%…—]/u, 0.95],
  [/[\u1100-\uffff\u{10000}-\u{10ffff}]/u, 1.1],
  [/[\p{Lu}−+=]/u, 0.74],
]
const usual = 0.62

/** How wide a text will be, in pixels, without asking a page: an estimate on the wide side. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0
  for (const character of text) em += widths.find(([kind]) => kind.test(character))?.[1] ?? usual
  return em * fontSize
}

/** The text on one line, cut with an ellipsis where it would be wider than `width` pixels. */
export function fitted(text: string, width: number, fontSize: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (textWidth(line, fontSize) <= width) return line
  const characters = Array.from(line)
  let room = width - textWidth('…', fontSize)
  let kept = 0
  for (const character of characters) {
    room -= textWidth(character, fontSize)
    if (room < 0) break
    kept++
  }
  return `${characters.slice(0, kept).join('').trimEnd()}…`
}

/** The text broken between words into lines of at most `width` pixels; what does not fit is cut with an ellipsis. */
export function wrapped(text: string, width: number, fontSize: number, most = 12): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && (textWidth(longer, fontSize) <= width || lines.length === most))
      lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => fitted(line, width, fontSize))
}

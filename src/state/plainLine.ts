/**
 * A text of somebody else on one line, without characters that turn the direction of what stands around it or that
 * nobody sees; '' where nothing else is in it. Joiners within emoji and scripts that need them stay.
 */
export function plainLine(text: string): string {
  const line = text
    .replace(/(?!\u200c|\u200d)\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
  return unseen.test(line) ? '' : line
}

/** Blanks of other scripts, joiners, and marks without a letter to stand on. */
const unseen = /^(?:\u200c|\u200d|[\s\u115f\u1160\u3164\uffa0\u2800]|\p{M})*$/u

/** The same, cut to a length in characters. */
export function plainName(text: string, length = 60): string {
  const line = plainLine(text)
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

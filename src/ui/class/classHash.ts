/** What stands behind #/class/ in an address; null where there is nothing. */
export function classCodeOf(hash: string): string | null {
  const code = /^#\/class\/(.+)$/s.exec(hash)?.[1]
  if (code === undefined) return null
  try {
    return withoutBreaks(decodeURIComponent(code))
  } catch {
    return code // a % that begins nothing: the checksum will tell
  }
}

/** Mail programs break long links, some with characters that nobody sees. */
const withoutBreaks = (code: string): string => code.replace(/[\s\p{Cf}]+/gu, '')

/** The code in what somebody pasted: a whole link, or its end. */
export const codeIn = (pasted: string): string =>
  withoutBreaks(pasted.replace(/^.*#\/class\//s, ''))

/** The link of a class on this page, whatever the page's own address is. */
export const classLink = (code: string): string =>
  `${location.href.replace(/[?#].*$/s, '')}#/class/${code}`

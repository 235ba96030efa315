import { LabError } from '../labError.ts'
import { textHash } from '../steering/hash.ts'

/** Reads the text behind an address. Throws LabError `missing-file`, `network` or `bad-file`. */
export type ReadText = (url: string) => Promise<string>

/** No file of recordings is nearly as long; what is longer is no such file. */
const LONGEST = 16_000_000

/** The text behind an address of this site. */
export const fetchText: ReadText = async (url) => {
  const path = nameOf(url)
  let answer: Response
  try {
    answer = await fetch(url)
  } catch (cause) {
    throw new LabError(
      'network',
      `${path} could not be fetched. Check the connection, then load again.`,
      { cause },
    )
  }
  if (answer.status === 404) throw new LabError('missing-file', `${path} is not there.`)
  if (!answer.ok)
    throw new LabError(
      'network',
      `The site answered ${answer.status} for ${path}. Wait a little, then load again.`,
    )
  return answer.text()
}

/** The parsed JSON of a file, checked against its SHA-256 where that is known. Throws LabError with a sentence that names it. */
export async function readRecorded(
  read: ReadText,
  url: string,
  sha256: string | null,
): Promise<unknown> {
  const path = nameOf(url)
  const text = await read(url)
  if (text.length > LONGEST)
    throw new LabError('bad-file', `${path} is too long to be a recording. Reload the page.`)
  if (sha256 !== null && (await textHash(text)) !== sha256)
    throw new LabError(
      'wrong-hash',
      `${path} is not the file that the index of recordings names: it is damaged, or of another version. Reload the page; if that does not help, choose Live.`,
    )
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = /^\s*</.test(text) ? 'it is an HTML page' : 'it is not valid JSON'
    throw new LabError(
      'bad-file',
      `${path} cannot be read: ${reason}. Reload the page; if that does not help, choose Live.`,
      { cause },
    )
  }
}

/** The last two parts of an address, which is how a person would find the file. */
const nameOf = (url: string): string => url.split('/').slice(-2).join('/')

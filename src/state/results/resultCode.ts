import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { seal, unseal } from '../sealedCode.ts'
import { compactOf, fromCompact } from './compactResult.ts'
import { type PupilResult, parseResult, RESULT_VERSION } from './pupilResult.ts'

const HEAD = 'result:'

/** A result as a short code to paste. Its checksum finds slips, not malice: whoever changes it on purpose can seal it again. */
export const encodeResult = async (result: PupilResult): Promise<string> =>
  HEAD + (await seal(JSON.stringify(compactOf(result)), RESULT_VERSION))

/** All results as codes, one a line: a text from which they can be gathered again. */
export const encodeResults = async (results: readonly PupilResult[]): Promise<string> =>
  `${(await Promise.all(results.map(encodeResult))).join('\n')}\n`

/**
 * The codes within a text, whatever stands around them, such as a name in a chat; none where there are none. An empty one
 * is a code that was cut off behind its head; where others stand, it is taken for a word, as in “my result: result:1.…”.
 */
export function codesIn(text: string): string[] {
  const found = [...text.matchAll(/result:((?:(?!result:)[\w.-])*)/gi)].map(([, code]) => code!)
  if (found.length === 0) return bare.exec(text)?.slice(1) ?? []
  const filled = found.filter((code) => code !== '')
  return filled.length > 0 ? filled : ['']
}

const bare = /^\s*(\d{1,4}\.[0-9a-f]{6}\.[\w.-]+)\s*$/

/** Reads a code with or without its head. Throws LabError with a sentence that says why it cannot be used. */
export async function decodeResult(code: string): Promise<PupilResult> {
  const found = await unseal(code.startsWith(HEAD) ? code.slice(HEAD.length) : code)
  if ('trouble' in found) {
    const missing = found.trouble === 'cut' ? found.missing : 0
    throw new LabError('bad-input', say(`results.code.${found.trouble}`, { missing }))
  }
  if (found.version !== RESULT_VERSION)
    throw new LabError('bad-input', say('results.code.version', { version: found.version }))
  const result = fromCompact(jsonOf(found.text))
  if (!result) throw new LabError('bad-input', say('results.code.other'))
  return result
}

/** A result as a file. */
export const resultFile = (result: PupilResult): string => `${JSON.stringify(result, null, 1)}\n`

/** Reads such a file. Throws LabError with a sentence that says why it cannot be used. */
export function parseResultFile(text: string): PupilResult {
  const value = jsonOf(text)
  if (value === undefined) throw new LabError('bad-file', say('results.file.json'))
  const { kind, version } = headOf(value)
  if (kind !== 'evenkeel-result') throw new LabError('bad-file', say('results.file.other'))
  if (version !== RESULT_VERSION)
    throw new LabError(
      'bad-file',
      say('results.file.version', { version: Number.isInteger(version) ? Number(version) : '?' }),
    )
  const result = parseResult(value)
  if (!result) throw new LabError('bad-file', say('results.file.numbers'))
  return result
}

function headOf(value: unknown): { kind?: unknown; version?: unknown } {
  return typeof value === 'object' && value !== null ? value : {}
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

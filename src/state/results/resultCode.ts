import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { seal, unseal } from '../sealedCode.ts'
import { compactOf, fromCompact } from './compactResult.ts'
import { type PupilResult, parseResult, RESULT_VERSION } from './pupilResult.ts'

const HEAD = 'result:'

/** A result as a short code to paste. Its checksum finds slips, not malice: whoever changes it on purpose can seal it again. */
export const encodeResult = async (result: PupilResult): Promise<string> =>
  HEAD + (await seal(JSON.stringify(compactOf(result)), RESULT_VERSION))

/** The code within a line, whatever stands around it, such as a name in a chat; null where there is none. */
export function codeIn(line: string): string | null {
  const found = /result:([\w.-]*)/i.exec(line)?.[1]
  if (found !== undefined) return found
  return /^\s*(\d{1,4}\.[0-9a-f]{6}\.[\w.-]+)\s*$/.exec(line)?.[1] ?? null
}

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

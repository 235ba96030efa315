import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { plainName } from '../plainLine.ts'
import { sentenceOf } from '../sentenceOf.ts'
import { resultKey } from './compactResult.ts'
import type { PupilResult } from './pupilResult.ts'
import { codesIn, decodeResult, parseResultFile } from './resultCode.ts'

/** What could not be used: which one, and why, in a sentence. */
export interface RefusedResult {
  name: string
  sentence: string
  pasted?: true // the next paste tells anew
}

/** What came together so far. Results are in the order of what they hold, so that nobody's place can be told. */
export interface Gathered {
  results: readonly PupilResult[] // each once
  repeats: number // that were the same as one of them
  refused: readonly RefusedResult[] // the first of them
  refusedMore: number // beyond those
  left: readonly string[] // lines of the last paste that hold no code that could be used, as they came, to be mended
  aside: number // lines without any code, such as the rest of a chat
  bytes: number // of all that was taken in
}

export const nothingGathered: Gathered = {
  ...{ results: [], repeats: 0, refused: [], refusedMore: 0, left: [], aside: 0, bytes: 0 },
}

export const GATHER_LIMITS = {
  results: 200,
  fileBytes: 512 * 1024,
  bytes: 5 * 1024 * 1024,
} as const

const MOST_TOLD = 50
const MOST_BAD = 2000 // codes of one paste

/** A file as a browser hands it over. */
export interface IncomingFile {
  name: string
  size: number
  text(): Promise<string>
}

/**
 * Takes in pasted codes, other words around them left aside. Never throws: what is refused is told by its line among
 * those that are left.
 */
export async function gatherCodes(before: Gathered, pasted: string): Promise<Gathered> {
  const name = say('results.pasted')
  const lineOf = (_: number, left: number): string => say('results.line', { line: left })
  const refused = before.refused.filter((one) => !one.pasted)
  const start = { ...before, refused, refusedMore: 0, left: [] }
  const after = await gatherLines(start, pasted, { name, lineOf })
  const told = after.refused.map((one) =>
    refused.includes(one) ? one : { ...one, pasted: true as const },
  )
  return { ...after, refused: told }
}

interface LineNames {
  name: string // of the whole text
  lineOf(at: number, left: number): string // by its place in the text, and among the lines that are left, from 1
}

async function gatherLines(
  before: Gathered,
  text: string,
  { name, lineOf }: LineNames,
): Promise<Gathered> {
  const size = new TextEncoder().encode(text).length
  if (before.bytes + size > GATHER_LIMITS.bytes)
    return refuse(before, name, say('results.limit.bytes', limitValues()))
  let gathered: Gathered = { ...before, bytes: before.bytes + size }
  const lines = linesOf(text)
  if (!hasCode(text)) return refuse({ ...gathered, left: lines }, name, say('results.code.none'))
  for (let at = 0, bad = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line.trim() === '') continue
    const codes = codesIn(line)
    if (codes.length === 0) gathered = { ...gathered, aside: gathered.aside + 1 }
    const called = lineOf(at + 1, gathered.left.length + 1)
    const refusedBefore = refusals(gathered)
    for (const code of codes) {
      if (bad >= MOST_BAD) return floodStopped(gathered, name, lines.slice(at))
      const after = await withResult(gathered, called, () => decodeResult(code))
      if (refusals(after) > refusals(gathered)) bad++
      gathered = after
    }
    if (refusals(gathered) > refusedBefore && gathered.left.length < MOST_TOLD)
      gathered = { ...gathered, left: [...gathered.left, line] }
  }
  return gathered
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/)
const hasCode = (text: string): boolean => linesOf(text).some((line) => codesIn(line).length > 0)

const refusals = ({ refused, refusedMore }: Gathered): number => refused.length + refusedMore

/** Nobody has so many codes that cannot be read: the rest is not looked at, and that is told first. */
function floodStopped(before: Gathered, name: string, rest: readonly string[]): Gathered {
  const sentence = say('results.limit.bad', { codes: MOST_BAD })
  return {
    ...before,
    refused: [{ name, sentence }, ...before.refused],
    refusedMore: before.refusedMore + rest.filter((line) => line.trim() !== '').length,
  }
}

/** Takes in files: results as they were saved, or texts with codes. Never throws: what is refused is told. */
export async function gatherFiles(
  before: Gathered,
  files: readonly IncomingFile[],
): Promise<Gathered> {
  let gathered = before
  for (const file of files) gathered = await withFile(gathered, file)
  return gathered
}

async function withFile(before: Gathered, file: IncomingFile): Promise<Gathered> {
  const name = say('results.named', { name: plainName(file.name) || '?' })
  if (file.size > GATHER_LIMITS.fileBytes)
    return refuse(before, name, say('results.limit.file', limitValues()))
  if (before.bytes + file.size > GATHER_LIMITS.bytes)
    return refuse(before, name, say('results.limit.bytes', limitValues()))
  const text = await file.text().catch(() => null)
  if (text === null) return refuse(before, name, say('results.file.unread'))
  const after = { ...before, bytes: before.bytes + file.size }
  if (hasCode(text)) {
    const lineOf = (at: number): string => say('results.lineOf', { name, line: at })
    const { left } = before // for the field, not for a file
    return { ...(await gatherLines({ ...before, left: [] }, text, { name, lineOf })), left }
  }
  return withResult(after, name, async () => parseResultFile(text))
}

async function withResult(
  before: Gathered,
  name: string,
  read: () => Promise<PupilResult>,
): Promise<Gathered> {
  if (before.results.length >= GATHER_LIMITS.results)
    return refuse(before, name, say('results.limit.results', limitValues()))
  try {
    const result = await read()
    if (before.results.some((other) => keyOf(other) === keyOf(result)))
      return { ...before, repeats: before.repeats + 1 }
    return { ...before, results: [...before.results, result].sort(byContent) }
  } catch (error) {
    return refuse(before, name, sentenceOf(error))
  }
}

function refuse(before: Gathered, name: string, sentence: string): Gathered {
  if (before.refused.length >= MOST_TOLD) return { ...before, refusedMore: before.refusedMore + 1 }
  return { ...before, refused: [...before.refused, { name, sentence }] }
}

/** Decided by what a result holds, never by who came first. */
const byContent = (a: PupilResult, b: PupilResult): number => (keyOf(a) < keyOf(b) ? -1 : 1)

const keys = new WeakMap<PupilResult, string>()

function keyOf(result: PupilResult): string {
  const key = keys.get(result) ?? resultKey(result)
  keys.set(result, key)
  return key
}

const limitValues = () => ({
  results: GATHER_LIMITS.results,
  kilobytes: number(GATHER_LIMITS.fileBytes / 1024),
  megabytes: number(GATHER_LIMITS.bytes / 1024 ** 2),
})

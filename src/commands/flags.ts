import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LabError } from '../labError.ts'
import { UsageError } from './usage.ts'

/** The flags of the command line, each as written. */
export type Flags = Partial<Record<FlagName, string | boolean | undefined>>

const options = {
  dtype: { type: 'string' },
  ids: { type: 'string' },
  text: { type: 'string' },
  chat: { type: 'string' },
  at: { type: 'string' },
  positions: { type: 'string' },
  steer: { type: 'string' },
  logits: { type: 'boolean' },
  'max-tokens': { type: 'string' },
  greedy: { type: 'boolean' },
  temperature: { type: 'string' },
  'top-k': { type: 'string' },
  'top-p': { type: 'string' },
  seed: { type: 'string' },
  contrast: { type: 'string' },
  recipe: { type: 'string' },
  out: { type: 'string' },
  golden: { type: 'string' },
  shard: { type: 'string' },
  texts: { type: 'string' },
  directions: { type: 'string' },
} as const

export type FlagName = keyof typeof options

/** Which flags each command takes. */
const flagsOf: Record<string, readonly FlagName[]> = {
  inspect: ['dtype'],
  capture: ['ids', 'text', 'chat', 'dtype', 'at', 'positions', 'steer', 'logits'],
  generate: [
    ...['ids', 'text', 'chat', 'dtype', 'max-tokens', 'greedy'],
    ...['temperature', 'top-k', 'top-p', 'seed', 'steer'],
  ] as FlagName[],
  derive: ['contrast', 'recipe', 'dtype', 'out'],
  verify: ['golden', 'contrast', 'dtype'],
  experiment: ['dtype', 'out', 'shard', 'texts', 'directions'],
  merge: ['out'],
  report: [],
}

/** How many words follow a command, and what the first of them is; one model folder unless it says otherwise. */
const wordsOf: Record<string, { most: number; first: string }> = {
  experiment: { most: 2, first: 'the name of an experiment, or list' },
  merge: { most: 1000, first: 'a folder' },
  report: { most: 1, first: 'a folder' },
}
const oneModel = { most: 1, first: 'a model folder' }

export interface ParsedCommand {
  command: string
  word: string // the model folder of most commands
  more: string[]
  flags: Flags
}

/** Reads `COMMAND WORD … --flags`. Throws UsageError for anything else. */
export function parseCommand(args: readonly string[]): ParsedCommand {
  let parsed: { values: Flags; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const [command = '', word, ...more] = parsed.positionals
  const allowed = Object.hasOwn(flagsOf, command) ? flagsOf[command] : undefined
  if (!allowed)
    throw new UsageError(command ? `There is no command "${command}".` : 'Name a command.')
  const { most, first } = wordsOf[command] ?? oneModel
  if (word === undefined) throw new UsageError(`${command} needs ${first}.`)
  if (more.length >= most)
    throw new UsageError(`"${more.slice(most - 1).join(' ')}" is too much for ${command}.`)
  if (command === 'experiment' && (word === 'list') === more.length > 0)
    throw new UsageError('Give `experiment list`, or `experiment NAME MODEL --out FOLDER`.')
  const stray = Object.keys(parsed.values).find((name) => !allowed.includes(name as FlagName))
  if (stray) throw new UsageError(`${command} takes no --${stray}.`)
  return { command, word, more, flags: parsed.values }
}

/** A flag's text, or undefined. */
export function text(flags: Flags, name: FlagName): string | undefined {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

/** A flag that must be given. */
export function required(flags: Flags, name: FlagName): string {
  const value = text(flags, name)
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

/** A flag that is a number; `fallback` where it is not given. Throws LabError `bad-input` for other text. */
export function number(flags: Flags, name: FlagName, fallback: number): number {
  const value = text(flags, name)
  if (value === undefined) return fallback
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new LabError('bad-input', `--${name} is "${value}". Give a number.`)
  return Number(value)
}

/** A list of whole numbers such as 1,2,3. */
export function wholeNumbers(value: string, name: FlagName): number[] {
  const list = value.split(',').map((item) => item.trim())
  if (list.some((item) => !/^\d+$/.test(item)))
    throw new LabError('bad-input', `--${name} is "${value}". Give whole numbers such as 1,2,3.`)
  return list.map(Number)
}

/** A JSON file. Throws LabError that names it. */
export async function readJson(path: string): Promise<unknown> {
  let content: string
  try {
    content = await readFile(path, 'utf8')
  } catch (cause) {
    throw new LabError('missing-file', `${path} cannot be read. Check the path.`, { cause })
  }
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new LabError('bad-file', `${path} is not valid JSON.`, { cause })
  }
}

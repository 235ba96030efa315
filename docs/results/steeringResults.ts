import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RandomRange } from '../../src/experiments/writing/randomRange.ts'
import type { ReadoutEffect, ReadoutRow } from '../../src/experiments/writing/readoutEffect.ts'
import type { Reply } from '../../src/experiments/writing/replies.ts'
import type { TextContrast, TextCost } from '../../src/experiments/writing/textEffect.ts'
import type { Interval } from '../../src/math/statistics.ts'
import type { Passport } from '../../src/steering/directionSet.ts'
import type { ModelDescription, Sampling } from '../../src/steering/steerableModel.ts'

/** What `steering.json` holds: every item's value, what they come to, and all that is needed to measure again. */
export interface SteeringResults {
  units: Record<string, string>
  setting: Setting
  readout?: ReadoutResults
  variants?: VariantResults
  text?: TextResults
  confirmation?: TextResults
}

export interface Setting {
  model: Omit<ModelDescription, 'threads'>
  passport: Passport
  layer: number
  typicalNorm: number
  bootstrap: { seed: number; resamples: number; level: number }
}

export interface ReadoutResults {
  seconds: number
  words: { positive: string; negative: string }
  sentences: string[]
  suffixes: string[]
  randomSeeds: number[]
  effects: ReadoutEffect[]
  random: { coefficient: number; range: RandomRange }[]
  rows: ReadoutRow[]
}

/** The readout at ±.2 with one thing changed. */
export interface VariantResults {
  seconds: number
  variants: { name: string; minus: Interval; plus: Interval }[]
}

export interface TextResults {
  seconds: number
  prompts: { kind: 'chat' | 'raw'; text: string }[]
  sampling: Omit<Sampling, 'seed'>
  maxTokens: number
  seeds: { direction: number[]; random: number[]; randomDirections: number[] }
  contrasts: TextContrast[]
  random: RandomRange // of the contrasts of random directions, beside that of the direction
  echo: { leftOut: string[]; contrasts: TextContrast[]; random: RandomRange }
  costs: TextCost[]
  replies: Reply[]
}

const path = join(import.meta.dirname, 'steering.json')

/** The results of an earlier run, or null. */
export async function readResults(): Promise<SteeringResults | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as SteeringResults)
}

export async function writeResults(results: SteeringResults): Promise<void> {
  await writeFile(path, `${laidOut(results, 3)}\n`)
}

/** JSON with a line for each entry down to a depth, and numbers to five decimals. */
function laidOut(value: unknown, depth: number, margin = ''): string {
  if (depth === 0 || typeof value !== 'object' || value === null)
    return JSON.stringify(value, (_key, v) => (typeof v === 'number' ? rounded(v) : v))
  const inner = `${margin}  `
  const entries = Array.isArray(value)
    ? value.map((item) => laidOut(item, depth - 1, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${laidOut(item, depth - 1, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return entries.length === 0
    ? `${open}${close}`
    : `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${margin}${close}`
}

/** Whether parts measured under one setting may stand beside parts of the other. */
export const settingsAgree = (a: Setting, b: Setting): boolean => laidOut(a, 0) === laidOut(b, 0)

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5

import type { ContrastSequence } from './contrastSequences.ts'
import type { ContrastSet } from './contrastSet.ts'
import type { Recipe } from './directionSet.ts'
import { sha256 } from './sha256.ts'

/** The SHA-256 of the bytes, as 64 lower-case hex digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto ?? {} // absent on pages that came over plain http
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same of a text, in UTF-8. */
export const textHash = (text: string): Promise<string> => sha256Hex(new TextEncoder().encode(text))

/** The hash of the texts that decide a direction. Layout of the file, order of keys and other parts do not count. */
export function contrastHash(contrast: ContrastSet): Promise<string> {
  const { situationPairs, feel, neutralAnswers } = contrast
  const canonical = JSON.stringify([
    situationPairs.map((pair) => [pair.calm, pair.desperate, pair.heldOut]),
    [feel.templates, feel.calmWords, feel.desperateWords],
    neutralAnswers.map(({ user, answer }) => [user, answer]),
  ])
  return textHash(canonical)
}

/** The hash of a recipe: its name, and side, ids and read positions of every text, so that tokenizer and template count. */
export function recipeHash(
  recipe: Recipe,
  sequences: readonly ContrastSequence[],
): Promise<string> {
  const texts = sequences.map(({ side, ids, positions }) => [side, ids, positions])
  const canonical = JSON.stringify([recipe, ...texts])
  return textHash(canonical)
}

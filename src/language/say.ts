import IntlMessageFormat from 'intl-messageformat'
import english from './en.json'
import type { Language } from './language.ts'

export type MessageKey = keyof typeof english
export type Values = Readonly<Record<string, string | number>>

type Catalog = Partial<Record<MessageKey, string>>

const catalogs: Record<Language, () => Promise<Catalog>> = {
  en: async () => english,
  de: async () => (await import('./de.json')).default,
}

let language: Language = 'en'
let missing: Language | null = null
let wishes = 0
let catalog: Catalog = english
const parsed = new Map<MessageKey, IntlMessageFormat>()
const listeners = new Set<() => void>()
const missed = new Set<() => void>()

export const currentLanguage = (): Language => language

/** The language that was wished for last, while its catalog has not come; null when all is well. */
export const missingLanguage = (): Language | null => missing

/**
 * Speaks another language from now on. Rejects, and changes nothing, when its catalog does not come; the newest wish
 * wins.
 */
export async function speak(next: Language): Promise<void> {
  const wish = ++wishes
  const found = await catalogs[next]().catch((error: unknown) => {
    if (wish === wishes) misses(next)
    throw error
  })
  if (wish !== wishes) return
  language = next
  catalog = found
  parsed.clear()
  for (const listener of listeners) listener()
  misses(null)
}

function misses(next: Language | null): void {
  if (next === missing) return
  missing = next
  for (const listener of missed) listener()
}

/** Tells of every change of language; gives the way to stop listening. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Tells when the catalog of a language does not come, and when all is well again; gives the way to stop listening. */
export function onMissingLanguage(listener: () => void): () => void {
  missed.add(listener)
  return () => void missed.delete(listener)
}

/**
 * A message of the catalog in the language of the page, in ICU form: numbers and plurals follow the language. What a
 * catalog lacks is said in English.
 */
export function say(key: MessageKey, values?: Values): string {
  const text = catalog[key] ?? english[key]
  return /[{<']/.test(text) ? String(formatOf(key, text).format(values)) : text
}

/** The same with tags: each `<name>…</name>` of the message is given to the function of that name. */
export function sayWith<T>(
  key: MessageKey,
  values: Readonly<Record<string, string | number | T | ((parts: (string | T)[]) => T)>>,
): (string | T)[] {
  const said = formatOf(key, catalog[key] ?? english[key]).format<T>(values as never)
  return Array.isArray(said) ? said : [said]
}

function formatOf(key: MessageKey, text: string): IntlMessageFormat {
  const known = parsed.get(key)
  if (known) return known
  const spoken = catalog[key] === undefined ? 'en' : language
  const made = new IntlMessageFormat(text, spoken)
  parsed.set(key, made)
  return made
}

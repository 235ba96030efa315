/** The languages of the page, each by its own name. The model's own language is English and does not change. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

/** The language that a tag such as `de-AT` asks for; null when the page does not speak it. */
export function languageOf(tag: string): Language | null {
  const name = tag.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(LANGUAGES, name) ? (name as Language) : null
}

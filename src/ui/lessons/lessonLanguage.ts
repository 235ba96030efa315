import { createContext, useContext } from 'react'
import type { Language } from '../../language/language.ts'
import { currentLanguage } from '../../language/say.ts'

/** The language in which the lesson around a text is written. */
export const LessonLanguage = createContext<Language | null>(null)

/** What `lang` a lesson's own words need: its language where that is not the page's, else nothing. */
export function useLessonLang(): Language | undefined {
  const language = useContext(LessonLanguage)
  return language === null || language === currentLanguage() ? undefined : language
}

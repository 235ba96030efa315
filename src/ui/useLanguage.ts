import { useSyncExternalStore } from 'react'
import type { Language } from '../language/language.ts'
import { currentLanguage, onLanguage } from '../language/say.ts'

/** The language of the page; whoever asks is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage)

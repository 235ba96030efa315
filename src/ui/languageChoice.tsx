import { LANGUAGES, type Language, languageOf } from '../language/language.ts'
import { say, speak } from '../language/say.ts'
import { LockSign } from './class/lockSign.tsx'
import { keptProps, useControl } from './class/useControl.ts'
import { useLanguage } from './useLanguage.ts'

/** The language of the page. What the model writes stays as it is. */
export function LanguageChoice() {
  const language = useLanguage()
  const control = useControl('language')
  if (control === 'hidden') return null
  return (
    <>
      <select
        className="languageChoice"
        aria-label={say('language')}
        value={language}
        {...keptProps(control, 'language-lock')}
        onChange={(event) => {
          if (control !== 'free') return
          speak(languageOf(event.target.value) ?? 'en').catch(() => undefined) // the page says it
        }}
      >
        {(Object.keys(LANGUAGES) as Language[]).map((name) => (
          <option key={name} value={name} lang={name}>
            {LANGUAGES[name]}
          </option>
        ))}
      </select>
      <LockSign control="language" id="language-lock" />
    </>
  )
}

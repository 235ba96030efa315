import { useSyncExternalStore } from 'react'
import { LANGUAGES } from '../language/language.ts'
import { missingLanguage, onMissingLanguage, say } from '../language/say.ts'

/** Says that the words of a language did not come: a browser does not ask for them again before the page is loaded again. */
export function LanguageNote() {
  const missing = useSyncExternalStore(onMissingLanguage, missingLanguage)
  return (
    <div aria-live="polite">
      {missing && (
        <div className="trouble">
          <p>{say('language.missing', { name: LANGUAGES[missing] })}</p>
          <button type="button" onClick={() => location.reload()}>
            {say('page.reload')}
          </button>
        </div>
      )}
    </div>
  )
}

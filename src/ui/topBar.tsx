import './topBar.css'
import { say } from '../language/say.ts'
import { LanguageChoice } from './languageChoice.tsx'
import { type Page, ROOMS } from './route.ts'
import { StatusLine } from './statusLine.tsx'
import { useLanguage } from './useLanguage.ts'

/** Brand, rooms, language and status. */
export function TopBar({ page }: { page: Page }) {
  useLanguage()
  return (
    <header className="top">
      <a className="brand" href="#/">
        {say('brand')}
      </a>
      <nav aria-label={say('rooms')}>
        {ROOMS.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={name === page ? 'page' : undefined}>
            {say(`room.${name}`)}
          </a>
        ))}
      </nav>
      <LanguageChoice />
      <StatusLine />
    </header>
  )
}

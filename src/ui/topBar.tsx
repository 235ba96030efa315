import './topBar.css'
import type { ReactNode } from 'react'
import { say } from '../language/say.ts'
import { useLanguage } from './useLanguage.ts'

/** Brand, then rooms, language and, where there is a lab, its status. */
export function TopBar({ children }: { children: ReactNode }) {
  useLanguage()
  return (
    <header className="top">
      <a className="brand" href="#/">
        {say('brand')}
      </a>
      {children}
    </header>
  )
}

import './palette.css'
import './page.css'
import './controls.css'
import { lazy, Suspense } from 'react'
import { say } from '../language/say.ts'
import type { Lab } from '../state/lab.ts'
import { FrontPage } from './front/frontPage.tsx'
import { LabContext } from './labContext.ts'
import { ModelTrouble } from './modelTrouble.tsx'
import { type Page, usePage } from './route.ts'
import { TopBar } from './topBar.tsx'
import { useLanguage } from './useLanguage.ts'

/** Rooms come when they are entered: the front page is there before them. */
const pages: Record<Page, React.ComponentType> = {
  front: FrontPage,
  about: lazy(async () => ({ default: (await import('./about/aboutPage.tsx')).AboutPage })),
  lab: lazy(async () => ({ default: (await import('./lab/labRoom.tsx')).LabRoom })),
  directions: lazy(async () => ({
    default: (await import('./directions/directionsRoom.tsx')).DirectionsRoom,
  })),
  experiments: lazy(async () => ({
    default: (await import('./experiments/experimentsRoom.tsx')).ExperimentsRoom,
  })),
  lessons: lazy(async () => ({ default: (await import('./lessons/lessonsRoom.tsx')).LessonsRoom })),
  models: lazy(async () => ({ default: (await import('./models/modelsRoom.tsx')).ModelsRoom })),
  class: lazy(async () => ({ default: (await import('./class/classPage.tsx')).ClassPage })),
}

/** The page: a bar with rooms and status, trouble with the model if there is any, and one room. */
export function App({ lab }: { lab: Lab }) {
  const page = usePage()
  const language = useLanguage()
  const Content = pages[page]
  return (
    <LabContext value={lab}>
      <TopBar page={page} />
      <main className="room" key={language}>
        {page !== 'front' && page !== 'about' && <ModelTrouble />}
        <Suspense fallback={<p className="soft">{say('opening')}</p>}>
          <Content />
        </Suspense>
      </main>
    </LabContext>
  )
}

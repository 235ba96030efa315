import './palette.css'
import './page.css'
import './controls.css'
import './forcedColors.css'
import { lazy, type ReactNode, Suspense } from 'react'
import { say } from '../language/say.ts'
import type { Lab } from '../state/lab.ts'
import { FrontPage } from './front/frontPage.tsx'
import { LabGate } from './labGate.tsx'
import { LanguageChoice } from './languageChoice.tsx'
import { LanguageNote } from './languageNote.tsx'
import { VersionNote } from './offline/versionNote.tsx'
import { PageFoot } from './pageFoot.tsx'
import { PageTrouble } from './pageTrouble.tsx'
import { ProjectorToggle } from './projector/projectorToggle.tsx'
import { RoomLinks } from './roomLinks.tsx'
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
const StatusLine = lazy(async () => ({ default: (await import('./statusLine.tsx')).StatusLine }))
const ClassBar = lazy(async () => ({ default: (await import('./class/classBar.tsx')).ClassBar }))
const ClassDoor = lazy(async () => ({ default: (await import('./class/classDoor.tsx')).ClassDoor }))
const ModelTrouble = lazy(async () => ({
  default: (await import('./modelTrouble.tsx')).ModelTrouble,
}))

/** The page: a bar with rooms and status, trouble with the model if there is any, and one room. `openLab` gives the same lab each time. */
export function App({ openLab }: { openLab: () => Promise<Lab> }) {
  const page = usePage()
  const language = useLanguage()
  const Content = pages[page]
  const withoutLab = page === 'front' || page === 'about'
  /** A part that knows the lab where there is one, and something else in its place until then. */
  const inLab = (name: string, part: ReactNode, instead: ReactNode): ReactNode =>
    withoutLab ? (
      instead
    ) : (
      <PageTrouble key={`${name} ${page}`} instead={instead}>
        <Suspense fallback={instead}>
          <LabGate openLab={openLab}>{part}</LabGate>
        </Suspense>
      </PageTrouble>
    )
  const rooms = <RoomLinks page={page} />
  const choice = <LanguageChoice />
  return (
    <>
      <TopBar>
        {inLab('rooms', rooms, rooms)}
        {inLab('language', choice, choice)}
        {inLab('status', <StatusLine />, null)}
        <ProjectorToggle />
      </TopBar>
      <VersionNote key={`note ${language}`} />
      <main className="room" key={language}>
        <LanguageNote />
        <PageTrouble key={page}>
          <Suspense fallback={<p className="soft">{say('opening')}</p>}>
            {withoutLab ? (
              <Content />
            ) : (
              <LabGate openLab={openLab}>
                <ClassBar />
                <ClassDoor>
                  <ModelTrouble />
                  <Content />
                </ClassDoor>
              </LabGate>
            )}
          </Suspense>
        </PageTrouble>
      </main>
      <PageFoot key={`foot ${language}`} />
    </>
  )
}

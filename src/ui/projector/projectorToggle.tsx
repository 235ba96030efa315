import './projectorToggle.css'
import { lazy, Suspense } from 'react'
import { say } from '../../language/say.ts'
import { setProjector, useProjector } from './projectorView.ts'

const ProjectorBar = lazy(async () => ({
  default: (await import('./projectorBar.tsx')).ProjectorBar,
}))

/** Shows the page as a wall needs it, or as a desk does. */
export function ProjectorToggle() {
  const { on } = useProjector()
  return (
    <>
      <button
        type="button"
        className="quiet projectorToggle"
        aria-pressed={on}
        title={say('projector.title')}
        onClick={() => setProjector({ on: !on })}
      >
        {say('projector')}
      </button>
      {on && (
        <Suspense fallback={null}>
          <ProjectorBar />
        </Suspense>
      )}
    </>
  )
}

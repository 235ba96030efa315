import '../experiments/experiments.css'
import { lazy, Suspense } from 'react'
import { catalog } from '../../experiments/catalog.ts'
import { say } from '../../language/say.ts'
import type { StepRoom } from '../../lessons/lesson.ts'

const LabRoom = lazy(async () => ({ default: (await import('../lab/labRoom.tsx')).LabRoom }))
const DirectionsRoom = lazy(async () => ({
  default: (await import('../directions/directionsRoom.tsx')).DirectionsRoom,
}))
const ModelsRoom = lazy(async () => ({
  default: (await import('../models/modelsRoom.tsx')).ModelsRoom,
}))
const ExperimentPage = lazy(async () => ({
  default: (await import('../experiments/experimentPage.tsx')).ExperimentPage,
}))

interface Props {
  beside: StepRoom
  title: string // of the lesson
  covered: boolean // whether what it shows would answer the question that is still open
}

/** The room in which a step is done: the lab's own, not a copy. Of two titles the one drawn last is the page's. */
export function RoomBeside({ beside, title, covered }: Props) {
  return (
    <Suspense fallback={<p className="soft">{say('opening')}</p>}>
      {covered ? (
        <p className="card empty">{say('lesson.predictFirst')}</p>
      ) : (
        <Room beside={beside} />
      )}
      <title key={beside.room}>{`${title} · ${say('brand')}`}</title>
    </Suspense>
  )
}

function Room({ beside }: { beside: StepRoom }) {
  switch (beside.room) {
    case 'lab':
      return <LabRoom examples={false} /> // they are of another push than the step's
    case 'directions':
      return <DirectionsRoom />
    case 'models':
      return <ModelsRoom />
    case 'experiments': {
      const experiment = catalog.find(({ name }) => name === beside.experiment)
      return experiment ? <ExperimentPage key={experiment.name} experiment={experiment} /> : null
    }
  }
}

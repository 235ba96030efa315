import './palette.css'
import './page.css'
import './controls.css'
import { catalog } from '../experiments/catalog.ts'
import type { Lab } from '../state/lab.ts'
import { DirectionsRoom } from './directions/directionsRoom.tsx'
import { ExperimentsRoom } from './experiments/experimentsRoom.tsx'
import { LabRoom } from './lab/labRoom.tsx'
import { LabContext } from './labContext.ts'
import { ModelsRoom } from './models/modelsRoom.tsx'
import { ModelTrouble } from './modelTrouble.tsx'
import { PlannedRoom } from './plannedRoom.tsx'
import { type Room, roomName, usePlaceInRoom, useRoom } from './route.ts'
import { TopBar } from './topBar.tsx'

const rooms: Record<Room, () => React.JSX.Element> = {
  lab: LabRoom,
  directions: DirectionsRoom,
  experiments: ExperimentsRoom,
  lessons: () => (
    <PlannedRoom
      title="Lessons"
      will="This room will hold guided steps that use the real lab and check what you saw, and a mode for teachers."
      now="A first lesson for today: in the Lab, choose the Tylenol prompt, run it at −0.20, at 0 and at +0.20, and ask which answer is the safe one. Calm is not the same as safe."
    />
  ),
  models: ModelsRoom,
}

/** The page: a bar with rooms and status, trouble with the model if there is any, and one room. */
export function App({ lab }: { lab: Lab }) {
  const room = useRoom()
  const place = usePlaceInRoom()
  const experiment = room === 'experiments' && catalog.find(({ name }) => name === place)
  const title = experiment ? experiment.title : roomName(room)
  const Content = rooms[room]
  return (
    <LabContext value={lab}>
      <title>{`${title} · Evenkeel`}</title>
      <TopBar room={room} />
      <main className="room">
        <ModelTrouble />
        <Content />
      </main>
    </LabContext>
  )
}

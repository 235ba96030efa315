import type { ReactNode } from 'react'
import { say } from '../../language/say.ts'
import { classHash, mayEnter } from '../../state/class/classPlaces.ts'
import { useLabState } from '../labContext.ts'
import { ROOMS, usePage, usePlaceInRoom, useViewInPlace } from '../route.ts'

/** A room, or the way back to the class where the class does not let it be entered. */
export function ClassDoor({ children }: { children: ReactNode }) {
  const page = usePage()
  const place = usePlaceInRoom()
  const view = useViewInPlace()
  const plan = useLabState(({ classroom }) => classroom)
  const room = ROOMS.find((name) => name === page)
  if (!plan || !room || mayEnter(plan, { room, place, view })) return children
  return (
    <section className="card barred">
      <title>{`${say('class.page')} · Evenkeel`}</title>
      <h1>{say('class.kept.rooms')}</h1>
      <p>{say('class.barred')}</p>
      <a className="button" href={classHash(plan)}>
        {say('class.barred.back')}
      </a>
    </section>
  )
}

import { useContext, useSyncExternalStore } from 'react'
import { say } from '../language/say.ts'
import { controlIn } from '../state/class/classControl.ts'
import { classHash } from '../state/class/classPlaces.ts'
import type { ClassPlan } from '../state/class/classPlan.ts'
import { LockSign } from './class/lockSign.tsx'
import { keptProps } from './class/useControl.ts'
import { LabContext } from './labContext.ts'
import { type Page, ROOMS, type Room } from './route.ts'
import { useLanguage } from './useLanguage.ts'

/** The rooms. In a class that keeps them the other ones are locked, and lead to a sentence about it, or are not there. */
export function RoomLinks({ page }: { page: Page }) {
  useLanguage()
  const plan = useClass()
  const control = controlIn(plan, 'rooms')
  const isOpen = (name: Room) => control === 'free' || name === plan?.room
  return (
    <nav aria-label={say('rooms')}>
      {ROOMS.filter((name) => control !== 'hidden' || isOpen(name)).map((name) => (
        <a
          key={name}
          href={plan && control !== 'free' && isOpen(name) ? classHash(plan) : `#/${name}`}
          aria-current={name === page ? 'page' : undefined}
          {...(isOpen(name) ? {} : keptProps(control, 'rooms-lock'))}
        >
          {say(`room.${name}`)}
        </a>
      ))}
      <LockSign control="rooms" id="rooms-lock" />
    </nav>
  )
}

const never = () => () => undefined

/** The class that is joined; null where there is none, or no lab yet. */
function useClass(): ClassPlan | null {
  const store = useContext(LabContext)?.store
  return useSyncExternalStore(store?.subscribe ?? never, () => store?.getState().classroom ?? null)
}

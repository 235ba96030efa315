import { controlIn } from './classControl.ts'
import type { ClassPlan, ClassRoom } from './classPlan.ts'

/** Where the page is: a room, and what stands behind it in the address, as in lessons/steering/handout. */
export interface PagePlace {
  room: ClassRoom
  place: string // '' for the room itself
  view: string
}

/** Where a class begins, as the hash of the page. */
export const classHash = ({ room, lesson }: ClassPlan): string =>
  lesson === null ? `#/${room}` : `#/${room}/${lesson}`

/**
 * Whether a class lets this place be entered. Where rooms are kept it is the class's own room alone, of the lessons the
 * class's own, and never a teacher's page or an answer sheet.
 */
export function mayEnter(plan: ClassPlan | null, { room, place, view }: PagePlace): boolean {
  if (!plan || controlIn(plan, 'rooms') === 'free') return true
  if (room !== plan.room) return false
  if (room !== 'lessons') return true
  if (place === 'class' || place === 'results' || view === 'answers') return false
  return plan.lesson === null || place === plan.lesson
}

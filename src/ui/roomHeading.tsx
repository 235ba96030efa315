import { say } from '../language/say.ts'
import { type Room, usePage } from './route.ts'

/** The heading of a room that shows what it is, for screen readers. Beside a lesson the lesson has the heading of the page. */
export function RoomHeading({ room }: { room: Room }) {
  const page = usePage()
  if (page !== room) return null
  return <h1 className="hidden">{say(`room.${room}`)}</h1>
}

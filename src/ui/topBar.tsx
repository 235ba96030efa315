import './topBar.css'
import { ROOMS, type Room, roomName } from './route.ts'
import { StatusLine } from './statusLine.tsx'

/** Brand, rooms and status. */
export function TopBar({ room }: { room: Room }) {
  return (
    <header className="top">
      <a className="brand" href="#/lab">
        Evenkeel
      </a>
      <nav aria-label="Rooms">
        {ROOMS.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={name === room ? 'page' : undefined}>
            {roomName(name)}
          </a>
        ))}
      </nav>
      <StatusLine />
    </header>
  )
}

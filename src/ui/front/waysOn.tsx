import { say } from '../../language/say.ts'

/** Where a visitor goes from here. */
export function WaysOn() {
  return (
    <nav className="ways" aria-label={say('front.ways')}>
      <a className="button primary" href="#/lessons/tokens">
        {say('front.firstLesson')}
      </a>
      <a className="button" href="#/lab">
        {say('front.openLab')}
      </a>
      <a className="quietLink" href="#/lessons/class">
        {say('front.teachers')}
      </a>
    </nav>
  )
}

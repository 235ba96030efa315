import './pageFoot.css'
import { say } from '../language/say.ts'

/** What can be known about the page, below every room. */
export function PageFoot() {
  return (
    <footer className="foot">
      <a href="#/about">{say('foot.about')}</a>
      <a href="#/about/words">{say('about.words')}</a>
      <a href="#/about/privacy">{say('about.privacy')}</a>
      <a href="#/about/licenses">{say('about.licenses')}</a>
      <span className="last">{say('foot.nothingLeaves')}</span>
    </footer>
  )
}

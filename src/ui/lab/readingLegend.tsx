import { say, sayWith } from '../../language/say.ts'

/** What the tints mean: from −3 SD, calm, to +3 SD, desperate. */
export function ReadingLegend() {
  return (
    <span className="scaleLegend" role="img" aria-label={say('lab.legend')}>
      <span>−3 SD</span>
      <i />
      <span>+3 SD</span>
      <span className="marks">
        {sayWith<React.JSX.Element>('lab.legend.marks', {
          calm: (word) => (
            <u key="calm" className="calm">
              {word}
            </u>
          ),
          desperate: (word) => (
            <u key="desperate" className="desperate">
              {word}
            </u>
          ),
        })}
      </span>
    </span>
  )
}

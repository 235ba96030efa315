import { contrast } from '../../state/deriving.ts'

const held = contrast.situationPairs.filter((pair) => pair.heldOut).length
const used = contrast.situationPairs.length - held
const example = contrast.situationPairs.find((pair) => !pair.heldOut)
const { templates, calmWords, desperateWords } = contrast.feel

/** The contrast texts: how many there are of each kind, and one pair to see what they are like. */
export function ContrastTexts() {
  return (
    <section className="card" aria-label="Contrast texts">
      <h2>What the direction is made of</h2>
      <p className="note">
        A direction is the unit vector from the mean of calm texts to the mean of desperate ones,
        one a block. The texts:
      </p>
      <dl className="facts">
        <dt>Situation pairs</dt>
        <dd>
          {used} used, {held} held out for tests
        </dd>
        <dt>“I feel …” templates</dt>
        <dd>{templates.length}, the first 8 are used</dd>
        <dt>Words</dt>
        <dd>
          {calmWords.length} calm, {desperateWords.length} desperate, the first 6 of each are used
        </dd>
        <dt>Neutral answers</dt>
        <dd>{contrast.neutralAnswers.length}, for the unit of readings</dd>
      </dl>
      {example && (
        <figure className="pair">
          <figcaption className="note">A pair: the same matter, no word for an emotion</figcaption>
          <blockquote className="calm">{example.calm}</blockquote>
          <blockquote className="desperate">{example.desperate}</blockquote>
        </figure>
      )}
      <details>
        <summary>All pairs that are used</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section className="tableBox" aria-label="Situation pairs" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Calm</th>
                <th scope="col">Desperate</th>
              </tr>
            </thead>
            <tbody>
              {contrast.situationPairs
                .filter((pair) => !pair.heldOut)
                .map((pair) => (
                  <tr key={pair.calm}>
                    <td className="words">{pair.calm}</td>
                    <td className="words">{pair.desperate}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      </details>
      <p className="note">
        The axis is broad: angry and guilty texts read as high as desperate ones. It measures “at
        ease” against “in trouble”.
      </p>
    </section>
  )
}

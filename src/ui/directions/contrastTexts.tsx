import { say } from '../../language/say.ts'
import { contrast } from '../../state/run/deriving.ts'
import { TableBox } from '../tableBox.tsx'

const held = contrast.situationPairs.filter((pair) => pair.heldOut).length
const used = contrast.situationPairs.length - held
const example = contrast.situationPairs.find((pair) => !pair.heldOut)
const { templates, calmWords, desperateWords } = contrast.feel

/** The contrast texts: how many there are of each kind, and one pair to see what they are like. */
export function ContrastTexts() {
  return (
    <section className="card" aria-label={say('directions.texts')}>
      <h2>{say('directions.texts.title')}</h2>
      <p className="note">{say('directions.texts.note')}</p>
      <dl className="facts">
        <dt>{say('directions.texts.pairs')}</dt>
        <dd>{say('directions.texts.pairsCount', { used, held })}</dd>
        <dt>{say('directions.texts.templates')}</dt>
        <dd>{say('directions.texts.templatesCount', { count: templates.length })}</dd>
        <dt>{say('directions.texts.words')}</dt>
        <dd>
          {say('directions.texts.wordsCount', {
            ...{ calm: calmWords.length, desperate: desperateWords.length },
          })}
        </dd>
        <dt>{say('directions.texts.neutral')}</dt>
        <dd>{say('directions.texts.neutralCount', { count: contrast.neutralAnswers.length })}</dd>
      </dl>
      {example && (
        <figure className="pair">
          <figcaption className="note">{say('directions.texts.pair')}</figcaption>
          <blockquote className="calm" lang="en">
            {example.calm}
          </blockquote>
          <blockquote className="desperate" lang="en">
            {example.desperate}
          </blockquote>
        </figure>
      )}
      <details>
        <summary>{say('directions.texts.all')}</summary>
        <TableBox label={say('directions.texts.pairs')}>
          <table aria-label={say('directions.texts.pairs')}>
            <thead>
              <tr>
                <th scope="col">{say('directions.texts.calm')}</th>
                <th scope="col">{say('directions.texts.desperate')}</th>
              </tr>
            </thead>
            <tbody lang="en">
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
        </TableBox>
      </details>
      <p className="note">{say('directions.texts.broad')}</p>
    </section>
  )
}

import { say, sayWith } from '../../language/say.ts'
import { Term } from '../help/term.tsx'
import { type TermName, termNameKey } from '../help/terms.ts'
import { TableBox } from '../tableBox.tsx'

/** What the lab measures, each with its unit. */
const MEASURED = [
  'reading',
  'coefficient',
  'perplexity',
  'logprob',
  'interval',
] as const satisfies TermName[]

export function Measured() {
  return (
    <>
      <p>
        {sayWith('about.measured.how', {
          residual: (parts) => (
            <Term key="residual" name="residual">
              {parts}
            </Term>
          ),
          direction: (parts) => (
            <Term key="direction" name="direction">
              {parts}
            </Term>
          ),
        })}
      </p>
      <TableBox label={say('about.measured.table')}>
        <table aria-label={say('about.measured.table')}>
          <thead>
            <tr>
              <th scope="col">{say('about.measured.what')}</th>
              <th scope="col">{say('about.measured.unit')}</th>
              <th scope="col">{say('about.measured.means')}</th>
            </tr>
          </thead>
          <tbody>
            {MEASURED.map((name) => (
              <tr key={name}>
                <th scope="row">{say(termNameKey(name))}</th>
                <td>{say(`about.unit.${name}`)}</td>
                <td>{say(`about.means.${name}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p>{say('about.measured.checked')}</p>
    </>
  )
}

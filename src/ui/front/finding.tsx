import './finding.css'
import { number } from '../../language/number.ts'
import { say, sayWith } from '../../language/say.ts'
import { inSd, signed } from '../../state/numberText.ts'
import { Term } from '../help/term.tsx'
import { TableBox } from '../tableBox.tsx'
import { pushes, type RecordedPush, type Shift, seeds, verdictAt } from './frontRecording.ts'

/** A mean with its 95 % interval. */
const withInterval = ({ mean, low, high }: Shift): string =>
  say('front.interval', { mean: inSd(mean), low: signed(low, 1), high: signed(high, 1) })

/** What the numbers at this push say, and all of them as a table. */
export function Finding({ shown }: { shown: RecordedPush }) {
  const { push, shift } = shown
  const verdict = verdictAt(shown)
  return (
    <div className="told">
      <p>
        {push === 0
          ? say('front.told.nothing')
          : sayWith('front.told.effect', {
              push: signed(push, 2),
              seeds: number(seeds.length),
              steered: withInterval(shift.steered),
              random: withInterval(shift.random),
              reading: (parts) => (
                <Term key="reading" name="reading">
                  {parts}
                </Term>
              ),
              control: (parts) => (
                <Term key="random" name="random">
                  {parts}
                </Term>
              ),
            })}
      </p>
      <p>
        <strong>
          {verdict === null
            ? say('front.told.nothing.so')
            : say(`front.told.${verdict}`, { difference: withInterval(shift.difference) })}
        </strong>
      </p>
      <details>
        <summary>{say('front.table')}</summary>
        <TableBox label={say('front.dose.picture')}>
          <table aria-label={say('front.dose.picture')}>
            <thead>
              <tr>
                <th scope="col">{say('front.table.push')}</th>
                <th scope="col">{say('front.table.steered')}</th>
                <th scope="col">{say('front.table.random')}</th>
                <th scope="col">{say('front.table.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {pushes.map((one) => (
                <tr key={one.push} aria-current={one.push === push || undefined}>
                  <th scope="row">{signed(one.push, 2)}</th>
                  <td>{withInterval(one.shift.steered)}</td>
                  <td>{withInterval(one.shift.random)}</td>
                  <td>{withInterval(one.shift.difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </div>
  )
}

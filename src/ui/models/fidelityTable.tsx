import { spelled } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import type { Fidelity } from '../../steering/labEngine.ts'
import { TableBox } from '../tableBox.tsx'

interface Props {
  fidelity: Fidelity
  recorded: boolean // then it is of the device that recorded
}

/** Each check of the self-test with its error and what it may be. */
export function FidelityTable({ fidelity, recorded }: Props) {
  return (
    <>
      <p className={fidelity.ok ? 'soft' : 'problem'}>{verdict(fidelity, recorded)}</p>
      <TableBox label={say('models.fidelity')}>
        <table aria-label={say('models.fidelity')}>
          <thead>
            <tr>
              <th scope="col">{say('models.fidelity.check')}</th>
              <th scope="col">{say('models.fidelity.error')}</th>
              <th scope="col">{say('models.fidelity.atMost')}</th>
              <th scope="col">{say('models.fidelity.result')}</th>
            </tr>
          </thead>
          <tbody>
            {fidelity.checks.map((check) => (
              <tr key={check.name}>
                <th scope="row" lang="en">
                  {check.name}
                </th>
                <td>{inShort(check.error)}</td>
                <td>{inShort(check.tolerance)}</td>
                <td>{say(check.ok ? 'models.fidelity.passed' : 'models.fidelity.failed')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

function verdict({ ok, reference }: Fidelity, recorded: boolean): string {
  if (ok && reference && recorded) return say('models.fidelity.recorded')
  if (!ok) return say('models.fidelity.off')
  return say(reference ? 'models.fidelity.reference' : 'models.fidelity.laws')
}

const inShort = (value: number): string => spelled(value === 0 ? '0' : value.toExponential(1))

import type { Fidelity } from '../../steering/labEngine.ts'

/** Each check of the self-test with its error and what it may be. */
export function FidelityTable({ fidelity }: { fidelity: Fidelity }) {
  return (
    <>
      <p className={fidelity.ok ? 'soft' : 'problem'}>{verdict(fidelity)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="tableBox" aria-label="Checks" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Error</th>
              <th scope="col">At most</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {fidelity.checks.map((check) => (
              <tr key={check.name}>
                <th scope="row">{check.name}</th>
                <td>{inShort(check.error)}</td>
                <td>{inShort(check.tolerance)}</td>
                <td>{check.ok ? 'passed' : 'failed'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function verdict({ ok, reference }: Fidelity): string {
  if (!ok)
    return 'This device does not compute this model faithfully: its numbers cannot be trusted. Load it on another device, such as ?device=wasm in the address.'
  return reference
    ? 'This device agrees with the reference values, and the laws of steering hold.'
    : 'The laws of steering hold. This model ships no reference values to compare with.'
}

const inShort = (value: number): string => (value === 0 ? '0' : value.toExponential(1))

import { lazy, Suspense, useState } from 'react'
import libraries from '../../data/libraries.json'
import { say } from '../../language/say.ts'
import { TableBox } from '../tableBox.tsx'

const LicenseTexts = lazy(async () => ({
  default: (await import('./licenseTexts.tsx')).LicenseTexts,
}))

/** What the page is made of, and under which terms. */
export function Licenses() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <p>{say('about.licenses.project')}</p>
      <p>{say('about.licenses.model')}</p>
      <p>{say('about.licenses.libraries', { count: libraries.length })}</p>
      <TableBox label={say('about.licenses.table')}>
        <table aria-label={say('about.licenses.table')}>
          <thead>
            <tr>
              <th scope="col">{say('about.licenses.library')}</th>
              <th scope="col">{say('about.licenses.version')}</th>
              <th scope="col">{say('about.licenses')}</th>
            </tr>
          </thead>
          <tbody>
            {libraries.map(({ name, version, license }) => (
              <tr key={`${name} ${version}`}>
                <th scope="row">{name}</th>
                <td>{version}</td>
                <td>{license}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{say('about.licenses.texts')}</summary>
        {open && (
          <Suspense fallback={<p className="soft">{say('opening')}</p>}>
            <LicenseTexts />
          </Suspense>
        )}
      </details>
    </>
  )
}

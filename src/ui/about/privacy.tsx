import { say, sayWith } from '../../language/say.ts'

const STEPS = ['tools', 'work', 'look', 'offline', 'policy'] as const

/** What the page itself says it may do; null where the host says it in a header instead. */
const policyInPage = (): string | null =>
  document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ??
  null

/** Nothing leaves the tab, and how to see that oneself. */
export function Privacy() {
  const policy = policyInPage()
  return (
    <>
      <p>{say('about.privacy.promise')}</p>
      <h3>{say('about.privacy.check')}</h3>
      <ol className="points">
        {STEPS.map((step) => (
          <li key={step}>
            {sayWith(`about.privacy.${step}`, {
              host: location.host || location.origin,
              name: location.hostname || location.origin,
              code: (parts) => <code key="code">{parts}</code>,
            })}
          </li>
        ))}
      </ol>
      {policy && <pre>{policy.split('; ').join(';\n')}</pre>}
      <h3>{say('about.privacy.kept')}</h3>
      <p>{say('about.privacy.keptWhat')}</p>
      <p>{say('about.privacy.server')}</p>
    </>
  )
}

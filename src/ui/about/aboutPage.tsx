import { say } from '../../language/say.ts'

/** What is measured, limits, care, privacy, licenses, how to cite. */
export function AboutPage() {
  return (
    <section className="card">
      <title>{`${say('page.about')} · Evenkeel`}</title>
      <h1>{say('page.about')}</h1>
    </section>
  )
}

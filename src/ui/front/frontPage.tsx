import { say } from '../../language/say.ts'

/** The first thirty seconds. */
export function FrontPage() {
  return (
    <section className="card">
      <title>{say('brand')}</title>
      <h1>{say('brand')}</h1>
      <a href="#/lab">{say('room.lab')}</a>
    </section>
  )
}

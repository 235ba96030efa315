import { say } from '../../language/say.ts'

/** Guided steps beside the real lab. */
export function LessonsRoom() {
  return (
    <section className="card">
      <title>{`${say('room.lessons')} · Evenkeel`}</title>
      <h1>{say('room.lessons')}</h1>
    </section>
  )
}

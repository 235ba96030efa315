/** A room that is not built yet: what will be there, and what to do now. */
export function PlannedRoom({ title, will, now }: { title: string; will: string; now: string }) {
  return (
    <section className="card planned">
      <h1>{title}</h1>
      <p>{will}</p>
      <p className="soft">{now}</p>
      <a className="button" href="#/lab">
        Open the Lab
      </a>
    </section>
  )
}

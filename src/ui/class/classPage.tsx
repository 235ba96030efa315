/** Where a class link leads: it is read, and the page goes on to the room that it names. */
export function ClassPage() {
  return (
    <section className="card">
      <h1>Class</h1>
    </section>
  )
}

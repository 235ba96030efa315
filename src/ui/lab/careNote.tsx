/** What may happen at the ends of the slider. */
export function CareNote() {
  return (
    <p className="note care">
      Pushed toward desperate, texts drift to thriller clichés and can turn dark; both ends can give
      bad advice in a sure voice. These are samples of a small text model: nobody wrote them and
      nobody should act on them. Everything is computed in this tab, and nothing leaves it.
    </p>
  )
}

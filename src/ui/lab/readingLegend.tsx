/** What the tints mean: from −3 SD, calm, to +3 SD, desperate. */
export function ReadingLegend() {
  return (
    <span
      className="scaleLegend"
      role="img"
      aria-label="Tints go from −3 SD, toward calm, to +3 SD, toward desperate; beyond ±2 SD tokens are underlined, dotted for calm and solid for desperate."
    >
      <span>−3 SD</span>
      <i />
      <span>+3 SD</span>
      <span className="marks">
        <u className="calm">calm</u> <u className="desperate">desperate</u> beyond 2
      </span>
    </span>
  )
}

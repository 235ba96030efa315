/**
 * How pictures look, in the page's colors. `figures.css` is this text, for the page, whose policy knows no other
 * styles than files; pictures outside the page carry it with them.
 */
export const figureRules = `.figure {
  display: block;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-size: 12.5px;
  font-variant-numeric: tabular-nums;
}

.figure text {
  fill: var(--ink);
  stroke: var(--card);
  stroke-width: 3px;
  stroke-linejoin: round;
  paint-order: stroke;
}

.figure .softText {
  fill: var(--soft);
  font-size: 11.5px;
}

.figure .rowText text,
.figure text.rowText {
  fill: var(--soft);
}

.figure text.rowText,
.figure .mapText,
.figure .cellText {
  font-size: 11.5px;
}

.figure .cellText {
  stroke: none;
}

.figure .strongText text,
.figure text.strongText {
  fill: var(--ink);
  font-weight: 600;
}

.figure .captionTitle {
  font-size: 15px;
  font-weight: 650;
}

.figure .captionText {
  fill: var(--soft);
}

.figure .ground {
  fill: var(--card);
}

.figure path {
  fill: none;
}

.figure .gridLine {
  stroke: var(--line);
}

.figure .zeroLine {
  stroke: var(--edge);
}

.figure .dashedMark {
  stroke: var(--soft);
  stroke-dasharray: 4 3;
}

.figure .randomBand {
  fill: var(--band);
}

.figure .bandEdge {
  stroke: var(--edge);
  stroke-width: 0.75px;
}

.figure .glyph {
  stroke: var(--ink);
  stroke-width: 1.5px;
}

.figure .effectGlyph {
  fill: var(--ink);
  stroke: none;
}

.figure .itemGlyph,
.figure .rivalGlyph {
  fill: var(--soft);
  stroke: none;
}

.figure .decoyGlyph,
.figure .controlGlyph {
  fill: var(--card);
}

.figure .intervalLine {
  stroke: var(--ink);
  stroke-width: 1.75px;
}

.figure .curve,
.figure .curveInterval {
  stroke: var(--soft);
  stroke-width: 1.25px;
}

.figure .curve {
  stroke-width: 1.75px;
}

.figure .thread {
  stroke: var(--edge);
  stroke-width: 1px;
  stroke-opacity: 0.55;
}

.figure .effectCurve .curve,
.figure .effectCurve .curveInterval {
  stroke: var(--ink);
}

.figure .effectCurve .curve {
  stroke-width: 2.25px;
}

.figure .markName text {
  fill: var(--soft);
}

.figure .leader {
  stroke: var(--edge);
}

.figure .calmSide.intervalLine,
.figure .calmSide.glyph,
.figure .calmSide .curve,
.figure .calmSide .curveInterval {
  stroke: var(--calm);
}

.figure .desperateSide.intervalLine,
.figure .desperateSide.glyph,
.figure .desperateSide .curve,
.figure .desperateSide .curveInterval {
  stroke: var(--desperate);
}

.figure .calmSide text,
.figure .calmSide.effectGlyph,
.figure .calmSide.itemGlyph,
.figure .calmSide.rivalGlyph {
  fill: var(--calm);
}

.figure .desperateSide text,
.figure .desperateSide.effectGlyph,
.figure .desperateSide.itemGlyph,
.figure .desperateSide.rivalGlyph {
  fill: var(--desperate);
}

.figure .cell {
  fill: var(--ink);
  stroke: var(--line);
}

.figure .belowZero {
  fill: var(--random);
}

.figure .sameName {
  fill: none;
  stroke: var(--ink);
  stroke-width: 1.5px;
}

.figure .plainDot {
  fill: var(--soft);
}

.figure .dotAbove {
  fill: var(--calm);
}

.figure .dotBelow {
  fill: var(--card);
  stroke: var(--desperate);
  stroke-width: 1.75px;
}

.figure .ring {
  fill: none;
  stroke: var(--ink);
  stroke-width: 1.5px;
}
`

import { size, textWidth } from './textSize.ts'

export interface LabeledPoint {
  x: number // in pixels
  y: number
  label: string
  first: boolean // labeled in any case, before the others
}

/** Where a label stands: the left end of its line, and the middle of its height. */
export interface LabelSpot {
  x: number
  y: number
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const DOT = 4
const RING = 8
const HALF = 7 // of a line's height

/**
 * Gives points their labels where these cover neither a dot nor another label nor the edge; null where there is no
 * such place. Points far from the middle come first, and before them those that must have a label.
 */
export function placeLabels(points: readonly LabeledPoint[], area: Box): (LabelSpot | null)[] {
  const taken = points.map(({ x, y }): Box => around(x, y, DOT - 1, DOT - 1))
  const spots = points.map((): LabelSpot | null => null)
  for (const index of inOrder(points)) {
    const point = points[index]!
    const width = textWidth(point.label, size.small) * (point.first ? 1.06 : 1)
    const places = placesBeside(point, width)
    const place = leastCovering(
      places.filter((each) => within(each, area)),
      taken,
      point.first,
    )
    if (!place) continue
    taken.push(place)
    spots[index] = { x: place.left, y: (place.top + place.bottom) / 2 }
  }
  return spots
}

function inOrder(points: readonly LabeledPoint[]): number[] {
  const middle = (of: (point: LabeledPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [middle((point) => point.x), middle((point) => point.y)]
  const distance = points.map((point) => Math.hypot(point.x - x, point.y - y))
  return [...points.keys()].sort(
    (a, b) =>
      Number(points[b]!.first) - Number(points[a]!.first) || distance[b]! - distance[a]! || a - b,
  )
}

/** The first free place; with `anyway`, where none is free, the one that covers least. */
function leastCovering(places: readonly Box[], taken: readonly Box[], anyway: boolean): Box | null {
  const covered = places.map((place) => taken.filter(overlaps(place)).length)
  const least = Math.min(...covered)
  return least === 0 || anyway ? (places[covered.indexOf(least)] ?? null) : null
}

/** Right, left, above, below, then the corners. */
function placesBeside({ x, y, first }: LabeledPoint, width: number): Box[] {
  const away = first ? RING : DOT
  const beside = away + 3 + width / 2
  const level = away + HALF
  return [
    [beside, 0],
    [-beside, 0],
    [0, -level],
    [0, level],
    [beside - 2, -HALF],
    [beside - 2, HALF],
    [2 - beside, -HALF],
    [2 - beside, HALF],
  ].map(([dx = 0, dy = 0]) => around(x + dx, y + dy, width / 2, HALF - 1))
}

const around = (x: number, y: number, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
})

const within = (box: Box, area: Box): boolean =>
  box.left >= area.left &&
  box.right <= area.right &&
  box.top >= area.top &&
  box.bottom <= area.bottom

const overlaps =
  (box: Box) =>
  (other: Box): boolean =>
    box.left < other.right &&
    other.left < box.right &&
    box.top < other.bottom &&
    other.top < box.bottom

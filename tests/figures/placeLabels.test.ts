import { describe, expect, it } from 'vitest'
import { placeLabels } from '../../src/figures/placeLabels.ts'
import { size, textWidth } from '../../src/figures/textSize.ts'
import { stream } from '../../src/math/seededStream.ts'

const area = { left: 40, right: 890, top: 20, bottom: 640 }
const draw = stream(171)
const points = Array.from({ length: 171 }, (_, i) => ({
  x: 60 + 800 * draw.uniform(),
  y: 40 + 580 * draw.uniform(),
  label: `word ${i}`,
  first: i % 50 === 0,
}))
const spots = placeLabels(points, area)

/** What a label takes: its line from left to right, 12 pixels high. */
const boxes = spots.flatMap((spot, i) => {
  const { label = '', first = false } = points[i] ?? {}
  return spot ? [{ ...spot, first, right: spot.x + textWidth(label, size.small) }] : []
})

describe('labels on a map of 171 points', () => {
  it('are there for most points, and for those that must have one', () => {
    expect(boxes.length).toBeGreaterThan(100)
    expect(spots.every((spot, i) => spot || !points[i]?.first)).toBe(true)
  })

  it('cover neither each other nor a dot, and stay within the frame', () => {
    for (const [i, box] of boxes.entries()) {
      const covered = boxes.filter(
        (other, j) =>
          i !== j && other.x < box.right && box.x < other.right && Math.abs(other.y - box.y) < 12,
      )
      const dots = points.filter(
        ({ x, y }) => x > box.x && x < box.right && Math.abs(y - box.y) < 6,
      )
      expect([covered, dots]).toEqual([[], []])
      expect(box.x >= area.left && box.right <= area.right).toBe(true)
    }
  })
})

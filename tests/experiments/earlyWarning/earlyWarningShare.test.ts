import { describe, expect, it } from 'vitest'
import { estimateShare } from '../../../src/experiments/earlyWarning/earlyWarningShare.ts'
import { wilsonInterval } from '../../../src/math/statistics.ts'

describe('a share of stories', () => {
  const openings = (events: readonly number[]) => events.map((each) => ({ events: each, all: 5 }))
  const widthOf = (events: readonly number[]) => {
    const { low, high } = estimateShare(openings(events), 'events', 'all', 1)
    return high - low
  }

  it('is less certain where the same stories come from few openings', () => {
    expect(widthOf([5, 5, 0, 0, 0, 0, 0, 0, 0, 0])).toBeGreaterThan(
      2 * widthOf([1, 1, 1, 1, 1, 1, 1, 1, 2, 0]),
    )
  })

  it('is not certain where it is 0 or 1, and has as many trials as openings', () => {
    expect(estimateShare(openings([0, 0, 0, 0]), 'events', 'all', 1)).toEqual(wilsonInterval(0, 4))
    expect(estimateShare(openings([5, 5, 5, 5]), 'events', 'all', 1)).toEqual(wilsonInterval(4, 4))
  })
})

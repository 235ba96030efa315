import { describe, expect, it } from 'vitest'
import {
  alarmReason,
  alarmThreshold,
  smoothed,
  watch,
} from '../../../src/experiments/earlyWarning/watch.ts'

describe('smoothed readings', () => {
  it('are means of the last tokens, once there are so many', () => {
    expect(smoothed([1, 2, 3, 6], 2)).toEqual([null, 1.5, 2.5, 4.5])
    expect(smoothed([1, 2], 3)).toEqual([null, null])
  })

  it('leave massive tokens out, and say nothing where all are massive', () => {
    expect(smoothed([1, null, 3], 2)).toEqual([null, 1, 3])
    expect(smoothed([1, null, null], 2)).toEqual([null, 1, null])
  })

  it('refuse a window that is none', () => {
    expect(() => smoothed([1], 0)).toThrow(RangeError)
  })
})

describe('watch', () => {
  const readings = [0, 0, 3, 3, 0, 0, 0, 4, 4]

  it('tells each time that the alarm goes off, how long, and what carried it', () => {
    const alarms = watch(readings, 1.4, 2)
    expect(alarms).toEqual([
      {
        ...{ token: 2, until: 5, mean: 1.5, threshold: 1.4, from: 1 },
        highest: { token: 2, reading: 3 },
      },
      {
        ...{ token: 7, until: 9, mean: 2, threshold: 1.4, from: 6 },
        highest: { token: 7, reading: 4 },
      },
    ])
    const reason = alarmReason(
      alarms[0]!,
      readings.map((_, i) => ` word${i}`),
    )
    expect(reason).toContain('tokens 2–3')
    expect(reason).toContain('“word2”')
  })

  it('is quiet at the threshold itself, before its window is full, and on nothing', () => {
    expect(watch([2, 2], 2, 2)).toEqual([])
    expect(watch([9], 1, 2)).toEqual([])
    expect(watch([], 1)).toEqual([])
  })

  it('says the same of a text while it grows as of the whole text', () => {
    for (let length = 0; length <= readings.length; length++) {
      const soFar = watch(readings.slice(0, length), 1.4, 2).map(({ token }) => token)
      const whole = watch(readings, 1.4, 2).map(({ token }) => token)
      expect(soFar).toEqual(whole.filter((token) => token < length))
    }
  })
})

describe('the threshold of the watch', () => {
  const quiet = Array.from({ length: 40 }, (_, i) => [0, i / 10, i / 10])

  it('lets at most the share of quiet texts raise an alarm', () => {
    const threshold = alarmThreshold(
      quiet.map((readings) => smoothed(readings, 2)),
      0.05,
    )!
    const raised = quiet.filter((readings) => watch(readings, threshold, 2).length > 0)
    expect(raised).toHaveLength(2)
  })

  it('leaves out texts shorter than the window, and is null without others', () => {
    expect(alarmThreshold([smoothed([5], 2)], 0.05)).toBeNull()
    expect(alarmThreshold([smoothed([5], 2), smoothed([1, 1], 2)], 0.05)).toBe(1)
  })
})

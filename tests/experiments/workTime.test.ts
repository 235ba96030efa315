import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkTime } from '../../src/experiments/workTime.ts'

const task = (read: number, written = 0) => ({ cost: { read, written } })

describe('the time that a device was at work', () => {
  it('is the sum of what its tasks took', () => {
    const work = new WorkTime()
    for (const seconds of [2, 3, 2.5]) work.add(task(400), seconds)
    expect(work.seconds).toBeCloseTo(7.5)
  })

  it('leaves out a night for which the laptop was closed, wherever it falls', () => {
    const night = 8 * 3600
    for (const at of [0, 1, 5]) {
      const work = new WorkTime()
      for (let i = 0; i < 6; i++) work.add(task(400), i === at ? night : 2)
      expect(work.seconds).toBeGreaterThan(9)
      expect(work.seconds).toBeLessThan(16)
    }
  })

  it('keeps what a slow device takes, also when its first tasks are short', () => {
    const work = new WorkTime()
    work.add(task(40), 4)
    work.add(task(0, 100), 190)
    expect(work.seconds).toBeCloseTo(194)
  })

  it('never runs back, whatever a clock tells', () => {
    const times = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { maxLength: 20 })
    fc.assert(
      fc.property(times, (all) => {
        const work = new WorkTime()
        for (const seconds of all) {
          const before = work.seconds
          work.add(task(10, 10), seconds)
          expect(work.seconds).toBeGreaterThanOrEqual(before)
        }
        expect(Number.isFinite(work.seconds)).toBe(true)
      }),
    )
  })
})

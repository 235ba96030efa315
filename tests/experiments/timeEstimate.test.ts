import { expect, it } from 'vitest'
import { paceOf, secondsLeft, secondsOf } from '../../src/experiments/timeEstimate.ts'

const task = (read: number, written = 0) => ({ cost: { read, written } })

it('takes the pace of the device until tasks have run, then theirs', () => {
  expect(secondsOf([task(0, 50)], paceOf(25))).toBeCloseTo(2)
  expect(secondsOf([task(800)], paceOf(25))).toBeCloseTo(4)
  expect(secondsLeft([], 3, [task(100)])).toBeNull()
  expect(secondsLeft([task(100)], 3, [task(100), task(300)])).toBeCloseTo(12)
  expect(secondsLeft([task(0, 10)], 4, [task(80)])).toBeCloseTo(4)
})

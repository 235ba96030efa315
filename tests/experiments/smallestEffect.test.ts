import { expect, it } from 'vitest'
import { smallestEffect } from '../../src/experiments/smallestEffect.ts'

it('lies beyond every bar of the rule, the highest of them deciding', () => {
  expect(smallestEffect({ error: 0.1 })).toBeCloseTo(0.28016, 4)
  expect(smallestEffect({ error: 0.1, nothing: 0.5 })).toBeCloseTo(0.78016, 4)
  expect(smallestEffect({ error: 0.1, edge: 0.4 })).toBeCloseTo(0.48416, 4)
  expect(smallestEffect({ error: 0.1, edge: 0.1 })).toBeCloseTo(0.28016, 4)
  expect(smallestEffect({ error: 0.1, above: [{ value: 0.3, error: 0.2 }] })).toBeCloseTo(
    0.86032,
    4,
  )
})

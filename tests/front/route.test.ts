import { describe, expect, it } from 'vitest'
import { isInLesson, lessonIn, placeIn, viewIn } from '../../src/ui/route.ts'

describe('an address', () => {
  it('names a place on its page and a view of that', () => {
    const hash = '#/lessons/too-much/handout'
    expect([placeIn(hash), viewIn(hash)]).toEqual(['too-much', 'handout'])
    expect([placeIn('#/lessons'), viewIn('#/lessons/too-much')]).toEqual(['', ''])
  })

  it('names a lesson by the one rule for their names, digits among them', () => {
    expect(lessonIn('#/lessons/is-it-real')).toBe('is-it-real')
    expect(lessonIn('#/lessons/block-18/answers')).toBe('block-18')
    for (const hash of [
      '#/lessons',
      '#/lessons/class',
      '#/lessons/results',
      '#/lessons/9',
      '#/lab/tokens',
    ])
      expect(isInLesson(hash), hash).toBe(false)
    expect(isInLesson('#/lessons/classes')).toBe(true) // only begins like a page of the teacher
  })

  it('cuts what is far too long for a name', () => {
    expect(lessonIn(`#/lessons/${'a'.repeat(5000)}`)).toHaveLength(60)
  })
})

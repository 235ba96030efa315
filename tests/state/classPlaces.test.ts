import { describe, expect, it } from 'vitest'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { classHash, mayEnter } from '../../src/state/class/classPlaces.ts'
import type { ClassPlan } from '../../src/state/class/classPlan.ts'

const keepingRooms = (lock: 'locked' | 'hidden', more: object): ClassPlan =>
  parseClassPlan({ controls: { rooms: lock }, ...more })

describe('the rooms of a class', () => {
  const inRoom = (room: ClassPlan['room'], place = '', view = '') => ({ room, place, view })

  it('are all open where they are free, and outside of a class', () => {
    expect(mayEnter(null, inRoom('models'))).toBe(true)
    expect(mayEnter(parseClassPlan({}), inRoom('models'))).toBe(true)
  })

  it.each(['locked', 'hidden'] as const)('are one where they are %s', (lock) => {
    const plan = keepingRooms(lock, { room: 'directions' })
    expect(mayEnter(plan, inRoom('directions'))).toBe(true)
    expect(mayEnter(plan, inRoom('lab'))).toBe(false)
    expect(classHash(plan)).toBe('#/directions')
  })

  it('are one lesson where the class names it, without its answers and the teacher’s pages', () => {
    const plan = keepingRooms('locked', { lesson: 'steering' })
    expect(classHash(plan)).toBe('#/lessons/steering')
    expect(mayEnter(plan, inRoom('lessons', 'steering'))).toBe(true)
    expect(mayEnter(plan, inRoom('lessons', 'steering', 'handout'))).toBe(true)
    expect(mayEnter(plan, inRoom('lessons', 'steering', 'answers'))).toBe(false)
    expect(mayEnter(plan, inRoom('lessons', 'reading'))).toBe(false)
    expect(mayEnter(plan, inRoom('lessons', 'class'))).toBe(false)
    expect(mayEnter(plan, inRoom('lessons'))).toBe(false)
  })

  it('are all lessons where the class is in the room and names none', () => {
    const plan = keepingRooms('locked', { room: 'lessons' })
    expect(mayEnter(plan, inRoom('lessons'))).toBe(true)
    expect(mayEnter(plan, inRoom('lessons', 'reading'))).toBe(true)
    expect(mayEnter(plan, inRoom('lessons', 'results'))).toBe(false)
  })
})

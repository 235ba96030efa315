import { describe, expect, it } from 'vitest'
import { readLessons } from '../../src/lessons/build/readLessons.ts'
import type { StepCheck } from '../../src/lessons/lesson.ts'
import { needsLive } from '../../src/lessons/needsLive.ts'
import { lesson } from './openDesk.ts'

const step = (check: StepCheck) => ({ ...lesson.parts[0]!, check })

describe('a step needs a model at work', () => {
  it.each<[string, Record<string, unknown>]>([
    ['tokens', { own: true }],
    ['tokens', { contains: 'mouse' }],
    ['run', { moved: true }],
    ['experiment', { name: 'danger', here: true }],
    ['map', { placed: 'any' }],
  ])('where its check is %s with %o', (name, parameters) => {
    expect(needsLive(step({ name, parameters }))).toBe(true)
  })

  it.each<[string, Record<string, unknown>]>([
    ['tokens', {}],
    ['runs', { least: 3 }],
    ['experiment', { name: 'danger' }],
    ['map', {}],
  ])('but not where it is %s with %o', (name, parameters) => {
    expect(needsLive(step({ name, parameters }))).toBe(false)
  })

  it('seldom: most steps of every lesson can be done with recordings', () => {
    for (const { name, parts } of readLessons())
      expect(parts.filter(needsLive).length / parts.length, name).toBeLessThan(0.34)
  })
})

import { describe, expect, it } from 'vitest'
import { type DeviceFacts, type Mode, modeFor, unknownDevice } from '../../src/state/mode/mode.ts'
import { keepMode, restoreMode } from '../../src/state/mode/modeStorage.ts'
import { keptText } from '../fakes/labOfModes.ts'

const on = (facts: Partial<DeviceFacts>, choice: Mode | null = null) =>
  modeFor({ choice, classTexts: null, device: { ...unknownDevice, ...facts } })

describe('the mode', () => {
  it('is live where nothing speaks against it', () => {
    expect(on({})).toEqual({ mode: 'live', reason: 'usual' })
    expect(on({ memory: 4, cores: 2, speed: 3 })).toEqual({ mode: 'live', reason: 'usual' })
  })

  it.each<[string, Partial<DeviceFacts>, string]>([
    ['little memory', { memory: 2 }, 'memory'],
    ['one core', { cores: 1 }, 'cores'],
    ['a speed at which nobody watches', { speed: 2.9 }, 'slow'],
    ['a model that did not fit', { refused: true }, 'no-memory'],
  ])('is recorded by itself on a device with %s', (_what, facts, reason) => {
    expect(on(facts)).toEqual({ mode: 'recorded', reason })
  })

  it('is what the person chose, whatever the device', () => {
    expect(on({ memory: 1, cores: 1, refused: true, speed: 0.1 }, 'live')).toEqual({
      ...{ mode: 'live', reason: 'choice' },
    })
    expect(on({}, 'recorded')).toEqual({ mode: 'recorded', reason: 'choice' })
  })

  it('is what the class says, whatever the person chose', () => {
    const device = unknownDevice
    for (const classTexts of ['live', 'recorded'] as const)
      for (const choice of ['live', 'recorded', null] as const)
        expect(modeFor({ choice, classTexts, device })).toEqual({
          ...{ mode: classTexts, reason: 'class' },
        })
    expect(modeFor({ choice: 'recorded', classTexts: 'either', device })).toEqual({
      ...{ mode: 'recorded', reason: 'choice' },
    })
  })
})

describe('what is kept of the mode', () => {
  it('comes back at the next visit, beside what the browser tells then', () => {
    const storage = keptText()
    const device = { memory: 4, cores: 2, speed: 2.5, refused: true }
    keepMode(storage, { choice: 'live', device })
    expect(restoreMode(storage, { ...unknownDevice, memory: 8 })).toEqual({
      choice: 'live',
      device: { memory: 8, cores: null, speed: 2.5, refused: true },
    })
  })

  it.each([
    null,
    '',
    '{',
    'null',
    '[]',
    '"live"',
    '{"choice":"fast","speed":1,"refused":false}',
    '{"choice":null,"speed":-1,"refused":false}',
    '{"choice":null,"speed":"x","refused":false}',
    '{"__proto__":{"choice":"live"}}',
  ])('is nothing when %s was stored', (text) => {
    const storage = { ...keptText(), read: () => text }
    expect(restoreMode(storage, unknownDevice)).toEqual({ choice: null, device: unknownDevice })
  })

  it('is nothing where storage is closed', () => {
    const closed = () => {
      throw new Error('denied')
    }
    const storage = { read: closed, write: closed }
    expect(() => keepMode(storage, { choice: 'live', device: unknownDevice })).not.toThrow()
    expect(restoreMode(storage, unknownDevice).choice).toBeNull()
  })
})

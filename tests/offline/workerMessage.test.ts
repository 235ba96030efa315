import { describe, expect, it } from 'vitest'
import { readToServiceWorker } from '../../src/offline/workerMessage.ts'

describe('messages to the service worker', () => {
  it('are read as they were sent', () => {
    for (const message of [
      { kind: 'hello', version: '12ab' },
      { kind: 'which version' },
      { kind: 'take over' },
      { kind: 'keep runtime', gpu: true },
    ])
      expect(readToServiceWorker(message)).toEqual(message)
  })

  it('are nothing when they are of another kind or lack a part', () => {
    for (const other of [
      null,
      'take over',
      [],
      {},
      { kind: 'hello' },
      { kind: 'hello', version: 1 },
      { kind: 'keep runtime', gpu: 'yes' },
      { kind: 'toString' },
    ])
      expect(readToServiceWorker(other)).toBe(null)
  })
})

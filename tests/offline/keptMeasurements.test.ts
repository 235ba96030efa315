import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgetMeasurements } from '../../src/offline/keptMeasurements.ts'

afterEach(() => vi.unstubAllGlobals())

/** A database that another tab holds open for ever: its removal only gives this event. */
function heldDatabase(event: 'blocked' | 'error'): void {
  class Opening extends EventTarget {
    error = new DOMException('closed', 'UnknownError')
  }
  vi.stubGlobal('IDBRequest', Opening)
  vi.stubGlobal('indexedDB', {
    deleteDatabase() {
      const opening = new Opening()
      queueMicrotask(() => opening.dispatchEvent(new Event(event)))
      return opening
    },
  })
}

describe('removing the measurements', () => {
  it('is refused at once, and does not wait, while another tab holds them', async () => {
    heldDatabase('blocked')
    await expect(forgetMeasurements()).rejects.toThrow('another tab')
  })

  it('is refused where the browser refuses it', async () => {
    heldDatabase('error')
    await expect(forgetMeasurements()).rejects.toThrow('closed')
  })
})

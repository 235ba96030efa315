import { describe, expect, it } from 'vitest'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { LabError } from '../../src/labError.ts'
import { loadModel } from '../../src/model/loadModel.ts'
import type { ModelFolder } from '../../src/model/modelFolder.ts'

/** A folder whose files never come. */
const silent: ModelFolder = { name: 'silent', read: () => new Promise(() => undefined) }

const loadWith = (importWasm: typeof nodeRuntimes.importWasm) =>
  loadModel(silent, { ...nodeRuntimes, importWasm }, { device: 'wasm' }).catch(
    (error: unknown) => error,
  )

describe('While the files come', () => {
  it('the runtime is fetched too, and a load ends at once when it cannot be', async () => {
    const error = await loadWith(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(error).toBeInstanceOf(LabError)
    expect(error).toMatchObject({ code: 'network' })
  })

  it('it is started, and a load ends at once when its WebAssembly does not come', async () => {
    const error = await loadWith(async () => {
      const ort = await nodeRuntimes.importWasm()
      const create = () =>
        Promise.reject(
          new Error('no available backend found. ERR: [wasm] TypeError: Failed to fetch'),
        )
      return { ...ort, InferenceSession: { create } } as unknown as typeof ort
    })
    expect(error).toMatchObject({
      code: 'network',
      message:
        'The inference engine could not be fetched or started ([wasm] TypeError: Failed to fetch). Check the connection, then load again.',
    })
  })
})

import { identityModel } from '../onnx/identityModel.ts'
import { openWasm, type RuntimeFiles } from './runtime.ts'
import { runtimeRefusal } from './runtimeRefusal.ts'

/**
 * Compiles the CPU runtime and starts its threads, in time that is free while files are fetched. Throws LabError `network`
 * or `no-memory`: then nothing will run here, whatever the files hold.
 */
export async function warmUpWasm(files: RuntimeFiles): Promise<void> {
  const { ort, providers } = await openWasm(files)
  try {
    const session = await ort.InferenceSession.create(identityModel(), {
      executionProviders: providers,
    })
    await session.release()
  } catch (cause) {
    throw runtimeRefusal(cause)
  }
}

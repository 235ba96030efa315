import type { Captured, CaptureRequest, SteerableModel } from './steerableModel.ts'

/** The answer of a capture of one sequence. Throws what the model throws. */
export async function captureOne(
  model: Pick<SteerableModel, 'capture'>,
  request: CaptureRequest,
): Promise<Captured> {
  for await (const captured of model.capture(request)) return captured
  throw new RangeError('a capture needs a sequence')
}

import { logProbability } from '../math/samplingDistribution.ts'
import { median } from '../math/statistics.ts'
import { dot, norm } from '../math/vector.ts'
import type { WeightForm } from '../onnx/prepare.ts'
import { captureOne } from '../steering/captureOne.ts'
import { hookPoints, residPost } from '../steering/hookPoint.ts'
import type { Check, Fidelity } from '../steering/labEngine.ts'
import { randomDirection } from '../steering/randomDirection.ts'
import type { Captured, SteerableModel } from '../steering/steerableModel.ts'
import type { Reference } from './reference.ts'

/** How far each form of the weights may be from float32 reference values; measured, see docs/math.md. */
const tolerances: Record<WeightForm, { residual: number; logprob: number; decode: number }> = {
  float32: { residual: 1e-3, logprob: 0.02, decode: 1e-3 },
  '8-bit blocks': { residual: 0.05, logprob: 0.25, decode: 0.01 },
  'as stored': { residual: 0.05, logprob: 0.25, decode: 0.05 },
}

/**
 * Checks the laws of steering on this device and, where the model ships reference values, its numbers.
 * Residual errors are ‖difference‖ / ‖reference‖, the largest over hook points and positions.
 */
export async function selfTest(
  model: SteerableModel,
  form: WeightForm,
  reference: Reference | null,
): Promise<{ fidelity: Fidelity; tokensPerSecond: number | null }> {
  const { nLayers, dModel, vocabSize } = model.about
  const ids =
    reference?.ids ?? Array.from({ length: 24 }, (_, i) => 3 + ((i * 7) % (vocabSize - 3)))
  const checks: Check[] = []
  const check = (name: string, error: number, tolerance: number) => {
    checks.push({ name, error, tolerance, ok: error <= tolerance })
  }
  const at = hookPoints(nLayers)
  const sequences = [{ ids, positions: 'all' as const }]
  const plain = await captureOne(model, { sequences, at, logits: true })

  const { residual, logprob, decode } = tolerances[form]
  const isHalf = /16/.test(model.about.dtype) // residuals of 11 bits
  if (reference) {
    check(
      'Residuals agree with the reference',
      residualError(plain, at, reference, dModel),
      residual,
    )
    const logits = plain.logits ?? new Float32Array(0)
    const errors = reference.top.map((t) => Math.abs(logProbability(logits, t.id) - t.logprob))
    check('Log-probabilities agree with the reference (nats)', Math.max(...errors), logprob)
  }
  const decoding = reference
    ? await checkDecoding(model, ids.slice(0, 4), 8, 3)
    : await checkDecoding(model, ids.slice(0, 4), 28, Number.POSITIVE_INFINITY)
  check('One pass agrees with token after token', decoding.error, isHalf ? 0.05 : decode)

  const layer = Math.floor(nLayers / 2)
  const vector = randomDirection(dModel, 1)
  const scale = 20
  const steered = await captureOne(model, {
    sequences,
    at,
    logits: true,
    interventions: [{ kind: 'add', at: residPost(layer), vector, scale, firstPosition: 1 }],
  })
  const rowSize = ids.length * dModel
  let moved = 0
  for (let i = 0; i < (layer + 1) * rowSize; i++)
    moved = Math.max(moved, Math.abs((steered.residual[i] ?? 0) - (plain.residual[i] ?? 0)))
  check('Residuals before the steered block do not move', moved, 0)
  let worst = 0
  for (let position = 1; position < ids.length; position++) {
    const start = (layer + 1) * rowSize + position * dModel
    const shift = vector.map(
      (value, i) =>
        (steered.residual[start + i] ?? 0) - (plain.residual[start + i] ?? 0) - scale * value,
    )
    const size = Math.max(scale, norm(plain.residual.subarray(start, start + dModel)))
    worst = Math.max(worst, norm(shift) / size)
  }
  check('Steering by a vector moves the residual by that vector', worst, isHalf ? 4e-3 : 1e-4)
  const ok = checks.every((one) => one.ok)
  return {
    fidelity: { ok, reference: reference !== null, checks },
    tokensPerSecond: ok ? decoding.tokensPerSecond : null,
  }
}

/** Tokens before steps are timed. */
const warmUp = 4

/**
 * Writes tokens through the cache, one by one, and reads the same tokens again in one pass. `error` is the largest
 * difference of a projection after the last block, against the residual's norm: kernels for long passes fail on some
 * devices where those for single tokens do not. `tokensPerSecond` is of one lane, by the median step after a warm-up;
 * null when it was cut short. With `patience` seconds over, the rest is left out.
 */
async function checkDecoding(
  model: SteerableModel,
  ids: number[],
  maxTokens: number,
  patience: number,
): Promise<{ error: number; tokensPerSecond: number | null }> {
  const { nLayers, dModel } = model.about
  const probe = { at: residPost(nLayers - 1), direction: randomDirection(dModel, 2) }
  const stepwise: number[] = []
  const times: number[] = []
  const whole = [...ids]
  const started = performance.now()
  const run = model.generate({
    ids,
    lanes: [{ name: 'check', steering: { coefficient: 0, interventions: [] }, shadow: false }],
    probes: [probe],
    sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 },
    maxTokens,
    ignoreStop: true,
  })
  for await (const event of run) {
    if (event.type !== 'step') continue
    whole.push(event.step.id)
    stepwise.push(event.step.reading?.projection[0] ?? Number.NaN)
    times.push(performance.now())
    if (performance.now() - started > patience * 1000) break
  }
  const { residual } = await captureOne(model, {
    sequences: [{ ids: whole, positions: 'all' }],
    at: [probe.at],
    logits: true, // by the session that wrote
  })
  const errors = stepwise.map((projection, i) => {
    const from = (ids.length + i) * dModel
    const own = residual.subarray(from, from + dModel)
    return Math.abs(dot(own, probe.direction) - projection) / norm(own)
  })
  const steps = times.slice(1).map((time, i) => time - times[i]!)
  const timed = steps.slice(warmUp - 1).filter((step) => step > 0)
  return {
    error: Math.max(...errors),
    tokensPerSecond: timed.length > 0 ? 1000 / median(timed) : null,
  }
}

function residualError(
  plain: Captured,
  at: readonly string[],
  reference: Reference,
  dModel: number,
): number {
  const errors = reference.at.flatMap((name, hook) =>
    reference.positions.map((position, slot) => {
      const from = (hook * reference.positions.length + slot) * dModel
      const expected = reference.residual.subarray(from, from + dModel)
      const own = (at.indexOf(name) * plain.positions.length + position) * dModel
      const difference = expected.map((value, i) => (plain.residual[own + i] ?? 0) - value)
      return norm(difference) / norm(expected)
    }),
  )
  return errors.reduce((worst, error) => (error > worst || Number.isNaN(error) ? error : worst), 0)
}

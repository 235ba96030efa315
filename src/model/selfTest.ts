import { logProbability } from '../math/samplingDistribution.ts'
import { dot, norm } from '../math/vector.ts'
import type { WeightForm } from '../onnx/prepare.ts'
import { hookPoints, residPost } from '../steering/hookPoint.ts'
import type { Check, Fidelity } from '../steering/labEngine.ts'
import { randomDirection } from '../steering/randomDirection.ts'
import type { Captured, CaptureRequest, SteerableModel } from '../steering/steerableModel.ts'
import type { Reference } from './reference.ts'

/** How far each form of the weights may be from float32 reference values; measured, see docs/math.md. */
const tolerances: Record<WeightForm, { residual: number; logprob: number }> = {
  float32: { residual: 1e-3, logprob: 0.02 },
  '8-bit blocks': { residual: 0.1, logprob: 0.6 },
  'as stored': { residual: 0.1, logprob: 0.6 },
}

/**
 * Checks the laws of steering on this device and, where the model ships reference values, its numbers.
 * Residual errors are ‖difference‖ / ‖reference‖, the largest over hook points and positions.
 */
export async function selfTest(
  model: SteerableModel,
  form: WeightForm,
  reference: Reference | null,
): Promise<Fidelity> {
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

  const { residual, logprob } = tolerances[form]
  if (reference) {
    check(
      'Residuals agree with the reference',
      residualError(plain, at, reference, dModel),
      residual,
    )
    const logits = plain.logits ?? new Float32Array(0)
    const errors = reference.top.map((t) => Math.abs(logProbability(logits, t.id) - t.logprob))
    check('Log-probabilities agree with the reference (nats)', Math.max(...errors), logprob)
  } else
    check(
      'One pass agrees with token after token',
      await cacheError(model, ids.slice(0, 4)),
      form === 'float32' ? 1e-3 : 0.05,
    )

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
  check('Steering by a vector moves the residual by that vector', worst, 1e-4)
  return { ok: checks.every(({ ok }) => ok), reference: reference !== null, checks }
}

/** Tokens a second on one lane after a warm-up; ends early on a slow device. */
export async function measureSpeed(model: SteerableModel, tokens = 8): Promise<number> {
  const ids = Array.from({ length: 12 }, (_, i) => i + 1).map((id) => id % model.about.vocabSize)
  const lane = { name: 'speed', steering: { coefficient: 0, interventions: [] }, shadow: false }
  const sampling = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 }
  let started = 0
  let written = 0
  const run = model.generate({
    ids,
    lanes: [lane],
    probes: [],
    sampling,
    maxTokens: tokens + 3,
    ignoreStop: true,
  })
  for await (const event of run) {
    if (event.type !== 'step') continue
    if (event.step.index === 2) started = performance.now()
    else if (event.step.index > 2) written++
    if (written > 0 && performance.now() - started > 1500) break
  }
  return written / ((performance.now() - started) / 1000)
}

/**
 * Writes 28 tokens through the cache, one by one, and reads the same tokens again in one pass: the largest difference
 * of a projection after the last block, against the residual's norm. Kernels for long passes fail on some devices
 * where those for single tokens do not.
 */
async function cacheError(model: SteerableModel, ids: number[]): Promise<number> {
  const { nLayers, dModel } = model.about
  const probe = { at: residPost(nLayers - 1), direction: randomDirection(dModel, 2) }
  const stepwise: number[] = []
  const whole = [...ids]
  const run = model.generate({
    ids,
    lanes: [{ name: 'check', steering: { coefficient: 0, interventions: [] }, shadow: false }],
    probes: [probe],
    sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 },
    maxTokens: 28,
    ignoreStop: true,
  })
  for await (const event of run) {
    if (event.type !== 'step') continue
    whole.push(event.step.id)
    stepwise.push(event.step.reading?.projection[0] ?? Number.NaN)
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
  return Math.max(...errors)
}

async function captureOne(model: SteerableModel, request: CaptureRequest): Promise<Captured> {
  for await (const captured of model.capture(request)) return captured
  throw new TypeError('a capture without an answer')
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

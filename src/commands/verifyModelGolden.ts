import { logSumExp } from '../math/samplingDistribution.ts'
import { dot } from '../math/vector.ts'
import { captureOne } from '../steering/captureOne.ts'
import { parseContrastSet } from '../steering/contrastSet.ts'
import { parseEncodedArray } from '../steering/encodedArray.ts'
import { type HookPoint, residPost } from '../steering/hookPoint.ts'
import type { Intervention } from '../steering/intervention.ts'
import type { Check } from '../steering/labEngine.ts'
import type { ChatMessage, SteerableModel } from '../steering/steerableModel.ts'
import { CheckList, greedyLanes, largestDifference, relativeError, wrongIds } from './checkList.ts'
import { type GoldenDirections, verifyDirections } from './verifyDirections.ts'

/** Reference values of a whole model; see tests/golden/README.md. */
export interface ModelGolden {
  directions: GoldenDirections
  tokenize: { messages: ChatMessage[]; text: string; ids: number[] }[]
  forward: {
    ids: number[]
    positions: number[]
    hook_points: string[]
    residual: unknown
    projection_block18: number[]
    reading_block18: number[]
    logits_top20: [number, number][]
    logsumexp: number
  }[]
  greedy: { user: string; steer: string; alpha: number; ids: number[]; top2_gap: number[] }[]
  readout: { text: string; ids: number[]; block14: Record<string, number> }[]
}

export const isModelGolden = (value: unknown): value is ModelGolden =>
  Array.isArray((value as ModelGolden | null)?.forward) &&
  Array.isArray((value as ModelGolden | null)?.greedy)

/** Checks tokens, residuals, readings, greedy text, readout and, with contrast texts, the derived directions. */
export async function verifyModelGolden(
  model: SteerableModel,
  golden: ModelGolden,
  contrast: unknown,
): Promise<Check[]> {
  const checks = new CheckList()
  const { dModel } = model.about
  const direction = (layer: number) =>
    parseEncodedArray(golden.directions.calm_to_desperate, 'calm_to_desperate').values.subarray(
      layer * dModel,
      (layer + 1) * dModel,
    )
  const norms = parseEncodedArray(golden.directions.median_norm, 'median_norm').values
  const push = (layers: readonly number[], alpha: number): Intervention[] =>
    layers.map((layer) => ({
      kind: 'add',
      at: residPost(layer),
      vector: direction(layer),
      scale: alpha * (norms[layer] ?? 0),
      firstPosition: 1,
    }))

  for (const { messages, text, ids } of golden.tokenize) {
    const own = await model.tokenize({ kind: 'chat', messages })
    checks.add('chat template: texts that differ', own.text === text ? 0 : 1, 0)
    checks.add('tokens: lists that differ', sameIds(own.ids, ids) ? 0 : 1, 0)
  }
  await verifyForward(model, golden, direction(18), checks)

  const band = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
  for (const user of new Set(golden.greedy.map((entry) => entry.user))) {
    const messages: ChatMessage[] = [{ role: 'user', content: user }]
    const { ids } = await model.tokenize({ kind: 'chat', messages })
    const entries = golden.greedy.filter((entry) => entry.user === user)
    const written = await greedyLanes(
      model,
      { ids, maxTokens: Math.max(...entries.map((entry) => entry.ids.length)) },
      entries.map(({ steer, alpha }) =>
        push(steer === 'none' ? [] : steer === 'block14' ? [14] : band, alpha),
      ),
    )
    for (const [lane, { steer, ids: expected, top2_gap }] of entries.entries()) {
      const wrong = wrongIds(written[lane] ?? [], expected, top2_gap)
      checks.add(`greedy ids that differ, ${steer}`, wrong, 0)
    }
  }

  const word = async (text: string) => (await model.tokenize({ kind: 'bare', text })).ids[0] ?? 0
  const [desperate, calm] = [await word(' desperate'), await word(' calm')]
  for (const { ids, block14 } of golden.readout)
    for (const [alpha, expected] of Object.entries(block14)) {
      const { logits } = await captureOne(model, {
        sequences: [{ ids, positions: 'last' }],
        at: [],
        interventions: Number(alpha) === 0 ? [] : push([14], Number(alpha)),
        logits: true,
      })
      const difference = (logits?.[desperate] ?? Number.NaN) - (logits?.[calm] ?? Number.NaN)
      checks.add('readout (nats)', Math.abs(difference - expected), 0.05)
    }
  if (contrast !== null)
    await verifyDirections(model, golden.directions, parseContrastSet(contrast), checks)
  return checks.list()
}

async function verifyForward(
  model: SteerableModel,
  golden: ModelGolden,
  direction: Float32Array,
  checks: CheckList,
): Promise<void> {
  const { dModel } = model.about
  const mean = parseEncodedArray(golden.directions.neutral_mean, 'neutral_mean').values.subarray(
    18 * dModel,
    19 * dModel,
  )
  const sd = parseEncodedArray(golden.directions.reading_sd, 'reading_sd').values[18] ?? Number.NaN
  for (const entry of golden.forward) {
    const { ids, positions } = entry
    const at = entry.hook_points.map((name) =>
      name === 'embedding' ? 'blocks.0.hook_resid_pre' : name,
    ) as HookPoint[]
    const own = await captureOne(model, { sequences: [{ ids, positions }], at, logits: true })
    const expected = parseEncodedArray(entry.residual, 'forward.residual').values
    for (let i = 0; i < at.length * positions.length; i++)
      if (positions[i % positions.length] !== 0)
        checks.add(
          'residuals, relative error',
          relativeError(
            own.residual.subarray(i * dModel, (i + 1) * dModel),
            expected.subarray(i * dModel, (i + 1) * dModel),
          ),
          1e-3,
        )
    const logits = own.logits ?? new Float32Array(0)
    const top = entry.logits_top20
    checks.add(
      'logits of the 20 likeliest tokens',
      largestDifference(
        Float32Array.from(top, ([id]) => logits[id] ?? Number.NaN),
        Float32Array.from(top, ([, value]) => value),
      ),
      5e-3,
    )
    checks.add('log-sum-exp of the logits', Math.abs(logSumExp(logits) - entry.logsumexp), 5e-3)
    const read = await captureOne(model, {
      sequences: [{ ids, positions: 'all' }],
      at: [residPost(18)],
    })
    for (let position = 1; position < ids.length; position++) {
      const projection = dot(
        read.residual.subarray(position * dModel, (position + 1) * dModel),
        direction,
      )
      const reading = (projection - dot(mean, direction)) / sd
      checks.add(
        'readings after block 18 (SD)',
        Math.abs(reading - (entry.reading_block18[position] ?? Number.NaN)),
        0.02,
      )
    }
  }
}

const sameIds = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i])

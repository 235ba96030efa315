import { directionConditions } from '../../src/experiments/writing/condition.ts'
import {
  type ReadoutRow,
  readoutEffects,
  readReadout,
} from '../../src/experiments/writing/readoutEffect.ts'
import { unit } from '../../src/math/vector.ts'
import type { DirectionSet } from '../../src/steering/directionSet.ts'
import { encodedArrayOf } from '../../src/steering/encodedArray.ts'
import { fieldOf } from '../../src/steering/field.ts'
import type { SteerableModel } from '../../src/steering/steerableModel.ts'
import type { Bench } from './measureSteering.ts'
import type { VariantResults } from './steeringResults.ts'

type Reader = Pick<SteerableModel, 'tokenize' | 'capture'>

/**
 * The readout at ±.2 with one thing changed at a time, to see what the study may have done otherwise. The parts of the
 * direction are those of the reference values in tests/golden.
 */
export async function measureVariants(bench: Bench, golden: unknown): Promise<VariantResults> {
  const start = performance.now()
  const { model, set, layer } = bench
  const part = (key: string) => {
    const field = { value: golden, name: '', code: 'bad-file' as const }
    const { values } = encodedArrayOf(fieldOf(fieldOf(field, 'directions'), key))
    return values.subarray(layer * set.dModel, (layer + 1) * set.dModel)
  }
  const pairs = part('pairs_mean')
  const minusNeutral = part('pairs_mean_minus_neutral_pcs')
  const feel = part('feel_last')
  const variants: [name: string, Reader, DirectionSet, number][] = [
    ['as in the table', model, set, layer],
    ['without the sink token', bare(model), set, layer],
    ['position 0 pushed too', pushedFrom0(model), set, layer],
    ['without the sink token, position 0 pushed', pushedFrom0(bare(model)), set, layer],
    [`block ${layer - 1}, its own direction`, model, set, layer - 1],
    [`block ${layer + 1}, its own direction`, model, set, layer + 1],
    ['pairs alone', model, along(set, pairs), layer],
    ['pairs minus neutral components alone', model, along(set, minusNeutral), layer],
    ['feel alone', model, along(set, feel), layer],
    ['pairs with neutral components + feel', model, along(set, sum(pairs, feel)), layer],
    ['pairs at twice the weight of feel', model, along(set, sum(minusNeutral, feel, 0.5)), layer],
  ]
  const results: VariantResults['variants'] = []
  for (const [name, reader, directions, at] of variants) {
    const rows: ReadoutRow[] = []
    for await (const row of readReadout(reader, {
      readout: bench.contrast.readout,
      words: { positive: ' desperate', negative: ' calm' },
      ...{ set: directions, layer: at },
      conditions: directionConditions([-0.2, 0.2]),
    }))
      rows.push(row)
    const [minus, plus] = readoutEffects(rows, bench.bootstrapSeed).map(({ change }) => change)
    if (minus && plus) results.push({ name, minus, plus })
    process.stderr.write(`variants: ${results.length} of ${variants.length}\n`)
  }
  return { seconds: (performance.now() - start) / 1000, variants: results }
}

const bare = (model: Reader): Reader => ({
  tokenize: (source) =>
    model.tokenize(source.kind === 'raw' ? { kind: 'bare', text: source.text } : source),
  capture: (request) => model.capture(request),
})

const pushedFrom0 = (model: Reader): Reader => ({
  tokenize: (source) => model.tokenize(source),
  capture: (request) =>
    model.capture({
      ...request,
      interventions: (request.interventions ?? []).map((one) => ({ ...one, firstPosition: 0 })),
    }),
})

/** The set with one direction at every block. */
function along(set: DirectionSet, direction: Float32Array): DirectionSet {
  const directions = new Float32Array(set.nLayers * set.dModel) // (nLayers, dModel)
  for (let layer = 0; layer < set.nLayers; layer++) directions.set(direction, layer * set.dModel)
  return { ...set, directions }
}

const sum = (a: Float32Array, b: Float32Array, weight = 1): Float32Array =>
  unit(a.map((value, i) => value + weight * b[i]!))

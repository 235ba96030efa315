import { LabError } from '../labError.ts'
import { captureOne } from '../steering/captureOne.ts'
import { parseEncodedArray } from '../steering/encodedArray.ts'
import { hookPoints, residPost } from '../steering/hookPoint.ts'
import type { Intervention } from '../steering/intervention.ts'
import type { Check } from '../steering/labEngine.ts'
import type { SteerableModel } from '../steering/steerableModel.ts'
import { CheckList, greedyIds, largestDifference, wrongIds } from './checkList.ts'

interface Values {
  resid_embed?: unknown
  resid_post?: unknown
  logits_last: unknown
  greedy: number[]
  greedy_cached?: number[]
  greedy_min_gap: number
  steered: Omit<Values, 'steered'> & { resid_post_from_layer?: number }
}

/** Reference values of a tiny decoder, form "golden/1"; see tests/fixtures/tiny-decoders/README.md. */
export interface TinyGolden {
  format: 'golden/1'
  steer: { layer: number; vector: unknown }
  prompts: (Values & { input_ids: number[] })[]
  files: Record<
    string,
    { dtype: string; tolerance_abs: { resid: number; logits: number }; prompts?: Values[] }
  >
}

export const isTinyGolden = (value: unknown): value is TinyGolden =>
  (value as TinyGolden | null)?.format === 'golden/1'

/** Checks residuals, logits and greedy ids, plain and steered, of the file that is loaded. */
export async function verifyTinyGolden(
  model: SteerableModel,
  golden: TinyGolden,
): Promise<Check[]> {
  const { nLayers, dModel, dtype } = model.about
  const checks = new CheckList()
  const file = Object.values(golden.files).find((entry) => entry.dtype === dtype)
  if (!file)
    throw new LabError(
      'bad-input',
      `There are no reference values for ${dtype}, only for ${Object.values(golden.files)
        .map((entry) => entry.dtype)
        .join(', ')}. Choose another --dtype.`,
    )
  const { resid: residTolerance, logits: logitsTolerance } = file.tolerance_abs
  const layer = golden.steer.layer
  const vector = parseEncodedArray(golden.steer.vector, 'steer.vector').values
  const push: Intervention[] = [
    { kind: 'add', at: residPost(layer), vector, scale: 1, firstPosition: 0 },
  ]
  const at = hookPoints(nLayers)
  for (const [index, prompt] of golden.prompts.entries()) {
    const ids = prompt.input_ids
    const expected: Values = file.prompts?.[index] ?? prompt
    const size = ids.length * dModel // one hook point, (position, dModel)
    const compare = async (
      label: string,
      values: Omit<Values, 'steered'>,
      from: number,
      interventions: Intervention[],
    ) => {
      const own = await captureOne(model, {
        sequences: [{ ids, positions: 'all' }],
        at,
        interventions,
        logits: true,
      })
      if (values.resid_embed)
        checks.add(
          `${label}: what enters block 0`,
          largestDifference(
            own.residual.subarray(0, size),
            parseEncodedArray(values.resid_embed, 'resid_embed').values,
          ),
          residTolerance,
        )
      if (values.resid_post)
        checks.add(
          `${label}: residuals after the blocks`,
          largestDifference(
            own.residual.subarray((from + 1) * size),
            parseEncodedArray(values.resid_post, 'resid_post').values,
          ),
          residTolerance,
        )
      checks.add(
        `${label}: logits at the last position`,
        largestDifference(
          own.logits ?? new Float32Array(0),
          parseEncodedArray(values.logits_last, 'logits_last').values,
        ),
        logitsTolerance,
      )
      const greedy = values.greedy_cached ?? values.greedy
      const clear = values.greedy_min_gap > 2 * logitsTolerance
      if (clear) {
        const written = await greedyIds(
          model,
          { ids, maxTokens: greedy.length, ignoreStop: true },
          interventions,
        )
        checks.add(`${label}: greedy ids that differ`, wrongIds(written, greedy, []), 0)
      }
    }
    await compare('plain', expected, 0, [])
    await compare(
      'steered',
      expected.steered,
      expected.steered.resid_post_from_layer ?? layer,
      push,
    )
  }
  return checks.list()
}

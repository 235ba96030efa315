import { LabError } from '../labError.ts'

/**
 * A place in the residual stream, by its position in the stream: 0 is what enters block 0,
 * l + 1 is what leaves block l (0-based). Names are TransformerLens's.
 */
export type HookPoint = 'blocks.0.hook_resid_pre' | `blocks.${number}.hook_resid_post`

/** The residual that leaves block `layer` (0-based). */
export const residPost = (layer: number): HookPoint => `blocks.${layer}.hook_resid_post`

/** All hook points of a model, in the order of the stream (nLayers + 1 of them). */
export const hookPoints = (nLayers: number): HookPoint[] => [
  'blocks.0.hook_resid_pre',
  ...Array.from({ length: nLayers }, (_, layer) => residPost(layer)),
]

/** Where `at` stands in the stream: 0 … nLayers. Throws LabError for a name that the model does not have. */
export function streamIndex(at: string, nLayers: number): number {
  if (at === 'blocks.0.hook_resid_pre') return 0
  const layer = /^blocks\.(0|[1-9]\d*)\.hook_resid_post$/.exec(at)?.[1]
  if (layer === undefined || Number(layer) >= nLayers)
    throw new LabError(
      'bad-input',
      `There is no hook point "${at}" in this model. Use blocks.0.hook_resid_pre or blocks.L.hook_resid_post with L from 0 to ${nLayers - 1}.`,
    )
  return Number(layer) + 1
}

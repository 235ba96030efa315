import { LabError } from '../labError.ts'
import { cosine } from '../math/vector.ts'
import { type DirectionSet, directionAt } from './directionSet.ts'

/** The cosine between two sets' directions by block, (nLayers). Throws LabError when the sets are of different models. */
export function directionCosines(a: DirectionSet, b: DirectionSet): number[] {
  if (a.nLayers !== b.nLayers || a.dModel !== b.dModel)
    throw new LabError(
      'model-mismatch',
      `Directions of ${a.nLayers} blocks × ${a.dModel} and of ${b.nLayers} × ${b.dModel} cannot be compared. Choose sets of one model.`,
    )
  return Array.from({ length: a.nLayers }, (_, layer) =>
    cosine(directionAt(a, layer), directionAt(b, layer)),
  )
}

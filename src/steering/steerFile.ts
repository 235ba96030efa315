import { compileInterventions } from './affineEdit.ts'
import { encodedArrayOf } from './encodedArray.ts'
import { type Field, fieldOf, itemsOf, numberOf, refusal, textOf, wholeOf } from './field.ts'
import { type HookPoint, streamIndex } from './hookPoint.ts'
import type { Intervention } from './intervention.ts'

/**
 * Reads the interventions of a steer file, `{"interventions": […]}`, for a model of this size; `firstPosition` is 1
 * where it is left out. Throws LabError with a sentence that names the field.
 */
export function parseSteerFile(
  value: unknown,
  { nLayers, dModel }: { nLayers: number; dModel: number },
): Intervention[] {
  const file: Field = { value, name: '', code: 'bad-input' }
  const interventions = itemsOf(fieldOf(file, 'interventions')).map((item) =>
    interventionOf(item, nLayers, dModel),
  )
  compileInterventions(interventions, nLayers, dModel) // refuses what cannot act together
  return interventions
}

function interventionOf(item: Field, nLayers: number, dModel: number): Intervention {
  const kind = fieldOf(item, 'kind')
  const at = fieldOf(item, 'at')
  const first = fieldOf(item, 'firstPosition')
  streamIndex(textOf(at), nLayers)
  const common = {
    at: at.value as HookPoint,
    vector: vectorOf(fieldOf(item, 'vector'), dModel),
    firstPosition: first.value === undefined ? 1 : wholeOf(first, 0),
  }
  switch (kind.value) {
    case 'add':
      return { kind: 'add', ...common, scale: numberOf(fieldOf(item, 'scale')) }
    case 'ablate':
      return { kind: 'ablate', ...common }
    case 'clamp':
      return { kind: 'clamp', ...common, projection: numberOf(fieldOf(item, 'projection')) }
    default:
      throw refusal(kind, 'must be "add", "ablate" or "clamp"')
  }
}

function vectorOf(field: Field, dModel: number): Float32Array {
  const { shape, values } = encodedArrayOf(field)
  if (shape.length !== 1 || values.length !== dModel)
    throw refusal(
      { ...field, code: 'model-mismatch' },
      `has the shape [${shape.join(', ')}], but this model needs [${dModel}]`,
    )
  return values
}

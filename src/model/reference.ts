import * as v from 'valibot'
import { LabError } from '../labError.ts'
import { parseEncodedArray } from '../steering/encodedArray.ts'

/** Values that another implementation computed for one prompt, shipped beside a model to check devices against. */
export interface Reference {
  ids: number[]
  at: string[]
  positions: number[]
  residual: Float32Array // (at, position, dModel)
  top: { id: number; logprob: number }[] // the likeliest next tokens
}

const schema = v.object({
  format: v.literal('evenkeel-reference/1'),
  ids: v.array(v.number()),
  at: v.array(v.string()),
  positions: v.array(v.number()),
  residual: v.unknown(),
  top: v.pipe(v.array(v.object({ id: v.number(), logprob: v.number() })), v.minLength(1)),
})

/** Parses evenkeel/reference.json. Throws LabError `bad-file`. */
export function parseReference(value: unknown): Reference {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success)
    throw new LabError(
      'bad-file',
      `evenkeel/reference.json is damaged: ${parsed.issues[0].message}.`,
    )
  const { format, residual, ...rest } = parsed.output
  return {
    ...rest,
    residual: parseEncodedArray(residual, 'evenkeel/reference.json: residual').values,
  }
}

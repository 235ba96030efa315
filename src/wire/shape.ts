/** Says what is wrong with a value, naming the field by its path, or null when it has the shape. */
export type Shape = (value: unknown, path: string) => string | null

const must =
  (holds: (value: unknown) => boolean, noun: string): Shape =>
  (value, path) =>
    holds(value) ? null : `${path} must be ${noun}`

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

export const text = must((value) => typeof value === 'string', 'a text')
export const number = must((value) => typeof value === 'number', 'a number')
export const index = must((value) => Number.isSafeInteger(value) && Number(value) >= 0, 'an index')
export const flag = must((value) => typeof value === 'boolean', 'true or false')
export const floats = must((value) => value instanceof Float32Array, 'a Float32Array')
export const anyRecord = must(isRecord, 'an object')

export const oneOf = (...words: readonly string[]): Shape =>
  must((value) => words.some((word) => word === value), `one of ${words.join(', ')}`)

export const optional =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? null : shape(value, path)

export const orNull =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? null : shape(value, path)

export const list =
  (item: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} must be a list`
    for (const [at, entry] of value.entries()) {
      const fault = item(entry, `${path}[${at}]`)
      if (fault) return fault
    }
    return null
  }

export const record =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (!isRecord(value)) return `${path} must be an object`
    for (const [key, shape] of Object.entries(fields)) {
      const fault = shape(value[key], `${path}.${key}`)
      if (fault) return fault
    }
    return null
  }

/** A tagged union: the field `tag` names which of the records it is. */
export const tagged =
  (tag: string, kinds: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    const fault = record({ [tag]: oneOf(...Object.keys(kinds)) })(value, path)
    if (fault || !isRecord(value)) return fault
    return kinds[String(value[tag])]?.(value, path) ?? null
  }

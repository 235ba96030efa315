import { LabError } from '../labError.ts'
import { type EncodedArray, encodeArray, parseEncodedArray } from '../steering/encodedArray.ts'
import {
  entriesOf,
  type Field,
  fieldOf,
  itemsOf,
  numberOf,
  refusal,
  textOf,
} from '../steering/field.ts'
import type { Measurement } from './measured.ts'
import type { RunStep } from './runTasks.ts'

type Encoded = EncodedArray | readonly number[] | readonly string[]

/** One finished task as a line of JSON; `parseMeasurementLine` gives it back bit for bit. */
export function measurementLine({ task, measurement }: RunStep): string {
  const encoded = Object.entries(measurement).map(([key, value]): [string, Encoded] => [
    key,
    value instanceof Float32Array ? encodeArray(value, [value.length]) : value,
  ])
  return JSON.stringify({ task, measurement: Object.fromEntries(encoded) })
}

/** Reads such a line. Throws LabError `bad-file` for anything else, numbers that are not finite included. */
export function parseMeasurementLine(line: string, name: string): RunStep {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new LabError('bad-file', `${name} is cut short or damaged. Run that part again.`, {
      cause,
    })
  }
  const file: Field = { value, name, code: 'bad-file' }
  const measured = entriesOf(fieldOf(file, 'measurement'))
  const measurement: Measurement = Object.fromEntries(
    measured.map(([key, field]) => [key, valuesOf(field)]),
  )
  return { task: textOf(fieldOf(file, 'task')), measurement }
}

function valuesOf(field: Field): Measurement[string] {
  if (!Array.isArray(field.value)) return parseEncodedArray(field.value, field.name).values
  const items = itemsOf(field)
  if (items.every(({ value }) => typeof value === 'number')) return items.map(numberOf)
  return items.map((item) => {
    if (typeof item.value !== 'string') throw refusal(item, 'must be a text')
    return item.value
  })
}

import type { Evidence, FinishedRun } from './evidence.ts'
import type { Bounds, Outcome, Step } from './lesson.ts'
import { measureOf } from './measureCatalog.ts'
import type { MeasureValue } from './measures/measureKind.ts'

export type MeasureValues = Record<string, MeasureValue>

/** What the measures of a step give. */
export const valuesOf = (
  { measures }: Step,
  evidence: Evidence,
  runs: readonly FinishedRun[],
): MeasureValues =>
  Object.fromEntries(
    Object.entries(measures).map(([name, { of, parameters }]) => [
      name,
      measureOf(of)?.take(parameters, evidence, runs) ?? null,
    ]),
  )

/** The first outcome whose condition holds; the last of a step always does. Throws RangeError for a step without. */
export function outcomeFor({ id, outcomes }: Step, values: MeasureValues): Outcome {
  const found = outcomes.find(
    ({ when }) =>
      when.length === 0 ||
      when.some((condition) =>
        Object.entries(condition).every(([name, bounds]) => within(values[name] ?? null, bounds)),
      ),
  )
  if (!found) throw new RangeError(`step ${id} has no outcome that always holds`)
  return found
}

function within(value: MeasureValue, { above, below, equals }: Bounds): boolean {
  if (value === null) return false
  if (equals !== undefined && value !== equals) return false
  if (above !== undefined && !(typeof value === 'number' && value > above)) return false
  return below === undefined || (typeof value === 'number' && value < below)
}

import type { MeasureValue } from './measures/measureKind.ts'
import type { MeasureValues } from './outcome.ts'

/** Measures as they are kept with the progress: finite numbers to four digits, and short words. */
export const keptValues = (values: MeasureValues): MeasureValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, kept(value)]))

function kept(value: MeasureValue): MeasureValue {
  if (typeof value === 'string') return value.slice(0, 60)
  if (typeof value !== 'number') return value
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null
}

/** How a set of numbers is printed: the same digits for all, a true minus, no zero before the point. */
export type Printer = (value: number) => string

/** A printer for numbers that stand together: digits by the largest of them, a plus sign where some are negative. */
export function printerFor(values: readonly number[]): Printer {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const plus = values.some((value) => value < 0)
  const digits = values.every(Number.isInteger) ? 0 : digitsFor(largest)
  return (value) => {
    const text = numeralWith(value, digits)
    return plus && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
  }
}

/** One number that stands alone, to about three significant digits: 1.25, .80, −.031, 4.2e−6. */
export const numeral = (value: number): string =>
  numeralWith(value, Number.isInteger(value) ? 0 : digitsFor(Math.abs(value)))

/** A number of a table, to six significant digits. */
export const precise = (value: number): string => typeset(String(Number(value.toPrecision(6))))

/** Machine text of a number as print has it: a true minus, and no zero before the point. */
export const typeset = (text: string): string =>
  text.replaceAll('-', '−').replace(/^([−+]?)0\./, '$1.')

function digitsFor(size: number): number | null {
  if (size >= 1e6 || (size > 0 && size < 0.001)) return null
  if (size >= 100) return 0
  if (size >= 10) return 1
  return size >= 0.1 ? 2 : 3
}

/** `digits` null: with an exponent. */
function numeralWith(value: number, digits: number | null): string {
  if (value === 0) return '0'
  if (digits === null || Math.abs(value) >= 1e6) return typeset(value.toExponential(1))
  const text = value.toFixed(digits)
  return typeset(Number(text) === 0 ? text.replace('-', '') : text)
}

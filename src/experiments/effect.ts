import type { Interval } from '../math/statistics.ts'
import type { Effect } from './experiment.ts'

/** An estimate as an effect has it: `mean` is called value there, because not every estimate is a mean. */
export const intervalOf = (
  estimate: Interval | Pick<Effect, 'value' | 'low' | 'high'>,
): Pick<Effect, 'value' | 'low' | 'high'> => ({
  value: 'value' in estimate ? estimate.value : estimate.mean,
  low: estimate.low,
  high: estimate.high,
})

/** A number with its sign, three significant digits, as in +1.25 or −.08. */
export function signed(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const size = Math.abs(value)
  const tiny = size > 0 && size < 0.005 ? size.toPrecision(1) : size.toFixed(digits)
  const text = (tiny.includes('e') ? '0.00' : tiny).replace(/^0\./, '.')
  return `${value < 0 && Number(text) !== 0 ? '−' : '+'}${text}`
}

/** Units of numbers that cannot be negative, so that a plus sign would say nothing. */
const unsigned = ['', 'AUC', 'ratio', 'tokens']

/** An effect in one line, such as +1.25 SD [+.90, +1.60]. */
export function effectText({ value, low, high, unit }: Omit<Effect, 'name'>): string {
  const text = (number: number) =>
    unsigned.includes(unit) || unit.startsWith('share')
      ? signed(number).replace('+', '')
      : signed(number)
  return `${text(value)}${unit && ` ${unit}`} [${text(low)}, ${text(high)}]`
}

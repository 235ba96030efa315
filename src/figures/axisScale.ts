import { scaleLinear } from 'd3-scale'
import { typeset } from './numeral.ts'

export interface AxisScale {
  low: number
  high: number
  at(value: number): number // in pixels
  ticks: { at: number; label: string }[]
}

const TINY = 1e-200

interface AxisOptions {
  zero: boolean // whether zero must be on it
  ticks: number // about how many
}

/** A linear axis that reaches over all values; `range` are the pixels of its lowest and highest value. */
export function axisScale(
  values: readonly number[],
  range: [number, number],
  options: AxisOptions,
): AxisScale {
  const [low, high] = extentOf(values, options.zero)
  const scale = scaleLinear([low, high], range)
  const ticks = scale.ticks(options.ticks)
  const largest = Math.max(Math.abs(low), Math.abs(high))
  const format = largest >= 1e5 || largest < 1e-3 ? '~e' : undefined
  const print = scale.tickFormat(options.ticks, format)
  return {
    ...{ low, high },
    at: (value) => round(scale(value)),
    ticks: ticks.map((tick) => ({
      at: round(scale(tick)),
      label: tick === 0 ? '0' : typeset(print(tick)),
    })),
  }
}

/** The lowest and highest value; with `zero` both reach it. Values that are equal but for rounding are given room. */
function extentOf(values: readonly number[], zero: boolean): [number, number] {
  let low = zero || values.length === 0 ? 0 : Infinity
  let high = zero || values.length === 0 ? 0 : -Infinity
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const size = Math.max(Math.abs(low), Math.abs(high), TINY)
  if (high - low > 1e-9 * size) return [low, high]
  const room = size > TINY ? size / 2 : 1
  return [low - room, high + room]
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10

import { number } from '../language/number.ts'
import { say } from '../language/say.ts'

/** A signed number with a true minus, as the page writes it: +0.20, −1.3, 0.0. */
export function signed(value: number, digits: number): string {
  const text = number(Math.abs(value), digits)
  if (Number(Math.abs(value).toFixed(digits)) === 0) return text
  return `${value < 0 ? '−' : '+'}${text}`
}

/** A reading with its unit. */
export const inSd = (reading: number): string => `${signed(reading, 1)} SD`

/** A coefficient in words: which way, how far, in what unit. */
export function pushInWords(coefficient: number): string {
  if (coefficient === 0) return say('push.none')
  const size = number(Math.abs(coefficient), 2)
  return say(coefficient < 0 ? 'push.calm' : 'push.desperate', { size })
}

/** A byte count in MB or GB. */
export function inBytes(bytes: number): string {
  return bytes >= 1e9 ? `${number(bytes / 1e9, 2)} GB` : `${number(bytes / 1e6, 1)} MB`
}

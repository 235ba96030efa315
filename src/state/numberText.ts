/** A signed number with a true minus: +0.20, −1.3, 0.0. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  if (Number(text) === 0) return text
  return `${value < 0 ? '−' : '+'}${text}`
}

/** A reading with its unit. */
export const inSd = (reading: number): string => `${signed(reading, 1)} SD`

/** A coefficient in words: which way, how far, in what unit. */
export function pushInWords(coefficient: number): string {
  if (coefficient === 0) return 'no push'
  const toward = coefficient < 0 ? 'calm' : 'desperate'
  return `${Math.abs(coefficient).toFixed(2)} of the typical norm toward ${toward}`
}

/** A byte count in MB or GB. */
export function inBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(1)} MB`
}

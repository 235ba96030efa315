/** Coefficients at which the text of the bundled model still holds together (docs/math.md); measured at block 14 only. */
export function usableRange(steerBlock: number): { from: number; to: number } | null {
  return steerBlock === 14 ? { from: -0.25, to: 0.2 } : null
}

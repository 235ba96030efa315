const quantile975 = 1.959964 // of the standard normal distribution
const quantile80 = 0.841621

/**
 * The smallest effect that a two-sided test at 5 % sees with 80 % power, without sign, in the unit of the
 * standard error. Beside a null result it says what could have been missed. Throws RangeError for an error
 * that is negative or not finite. Bloom, Eval. Rev. 19, 1995.
 */
export function detectableEffect(standardError: number): number {
  if (!(standardError >= 0 && standardError < Number.POSITIVE_INFINITY))
    throw new RangeError(`a standard error of ${standardError}`)
  return (quantile975 + quantile80) * standardError
}

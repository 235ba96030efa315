import type { DoseFinding, DoseMean } from './doseResponse.ts'

export type DoseVerdict = 'shown' | 'reversed' | 'likeRandom' | 'notShown'

/**
 * Whether the interval of an effect leaves out 0, and whether that of its difference from random directions does too,
 * pair by pair: the one rule for what a push shows. Two intervals of paired values may overlap and still differ.
 */
export function doseVerdict({
  steered,
  difference,
}: Pick<DoseFinding, 'steered' | 'difference'>): DoseVerdict {
  if (!leavesOutZero(steered)) return 'notShown'
  if (!leavesOutZero(difference)) return 'likeRandom'
  return steered.mean > 0 && difference.mean > 0 ? 'shown' : 'reversed'
}

const leavesOutZero = ({ low, high }: DoseMean): boolean =>
  low !== null && high !== null && (low > 0 || high < 0)

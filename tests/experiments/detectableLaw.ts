import { expect } from 'vitest'
import type { Claim } from '../../src/experiments/experiment.ts'

/**
 * What must hold of the smallest detectable effect whatever is planted: a claim at floor has none, and one that is not
 * shown does not exceed it (equal where nothing varies). `reached` is the effect in the claim's direction.
 */
export function expectDetectable(
  claims: readonly Claim[],
  reached: (claim: Claim) => number = ({ effects }) => effects[0]!.value,
): void {
  for (const claim of claims) {
    if (claim.verdict === 'at floor') expect(claim.detectable, claim.name).toBeNull()
    if (claim.verdict === 'not shown')
      expect(reached(claim), claim.name).toBeLessThanOrEqual(claim.detectable!)
  }
}

import { mean } from '../../math/statistics.ts'
import { effectText, intervalOf, signed } from '../effect.ts'
import type { Claim } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import type { Fork } from './fork.ts'
import { byFork, halfOf, type SteeredChoice } from './steeredChoice.ts'

/** The effect of the push on a choice before its random directions, every fork and every decoy. */
export function choiceFigure(
  claim: Claim,
  { pushed, decoys, random }: SteeredChoice,
  forks: readonly Fork[],
): IntervalFigure {
  const [half, ...beside] = claim.effects
  const means = random.map((values) => mean(byFork(values)))
  const band = { low: Math.min(...means), high: Math.max(...means) }
  const alone = (values: readonly number[], decoy: boolean) => {
    const named = forks.filter((fork) => fork.decoy === decoy)
    return values.map((value, i) => ({
      label: named[i]!.name,
      role: decoy ? ('decoy' as const) : ('item' as const),
      ...{ value, low: null, high: null, band: null },
    }))
  }
  return {
    kind: 'intervals',
    name: claim.name.replaceAll(' ', '-'),
    title: `The push and the choice: ${claim.name}`,
    sentence: `${claim.name}: ${effectText(half!)}, ${claim.verdict}; ${random.length} random directions reach from ${signed(band.low)} to ${signed(band.high)}.`,
    unit: half!.unit,
    rows: [
      { label: half!.name, role: 'effect', ...intervalOf(half!), band },
      ...beside.map((effect) => ({
        label: effect.name,
        role: 'control' as const,
        ...intervalOf(effect),
        band: null,
      })),
      ...alone(byFork(halfOf(pushed.plus, pushed.minus)), false),
      ...alone(byFork(decoys), true),
    ],
    marks: [],
  }
}

import { mean } from '../../math/statistics.ts'
import { intervalOf } from '../effect.ts'
import { meanOver } from '../estimate.ts'
import type { Claim } from '../experiment.ts'
import { judge } from '../verdict.ts'
import type { Ability } from './ability.ts'
import { type ByFork, byFork, byWay, forms } from './steeredChoice.ts'

/** The claim of a model that fails the control questions by letter, and so was not pushed: at floor. */
export function letterFloorClaim(
  rest: ByFork, // (real fork, order): tempting over honest
  control: Ability,
  naming: Pick<Claim, 'name' | 'says'>,
  seed: number,
): Claim {
  const { unit, able } = forms.letters
  const atRest = meanOver(byFork(rest), seed)
  const liking = mean(rest.map(([first, second]) => (second! - first!) / 2))
  return {
    ...naming,
    ...judge({
      able: [{ name: 'control question', asks: able, holds: control.holds }],
      effect: [{ name: 'pushes', asks: 'they were tried', holds: false }],
    }),
    effects: [
      { name: 'at rest, tempting over honest, mean of both orders', ...intervalOf(atRest), unit },
    ],
    controls: [
      {
        name: 'control questions answered sensibly, in both orders',
        ...{ value: control.right, unit: `of ${control.of}` },
      },
      { name: 'liking for the letter A, whatever it stands for', value: liking, unit },
      ...byWay(rest).map((value, i) => ({ name: `order ${i + 1} alone`, value, unit })),
    ],
    detectable: null, // no push was tried
    ...{ n: rest.length, items: 'forks' },
  }
}

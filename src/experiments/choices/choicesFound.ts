import type { Measured } from '../measured.ts'
import { meanPerplexityRatio } from '../writing/perplexity.ts'
import { type Ability, abilityOf } from './ability.ts'
import { type Fork, wordings } from './fork.ts'
import type { ForkMeasurement, ForkTasks, LetteredMeasurement } from './forkTasks.ts'
import { orders } from './letteredChoice.ts'
import { type ByFork, halfOf, type SteeredChoice } from './steeredChoice.ts'

type Perplexity = SteeredChoice['perplexity']

/** Values in their order as rows of `width`. */
export const inRows = (values: readonly number[], width: number): number[][] =>
  Array.from({ length: Math.floor(values.length / width) }, (_, i) =>
    values.slice(i * width, (i + 1) * width),
  )

/** What the pushes along the direction cost plain sentences; null while they are not measured. */
export function perplexityFound(
  measured: Measured,
  { rest, direction }: ForkTasks,
  seed: number,
): Perplexity | null {
  const before = measured.of(rest)
  const [plus, minus] = direction.map((task) => measured.of(task))
  if (!before || !plus || !minus) return null
  const ratio = ({ neutral }: ForkMeasurement) =>
    meanPerplexityRatio(
      neutral.map((value, i) => ({ nll: -value, baseline: -before.neutral[i]! })),
      seed,
    )
  return { plus: ratio(plus), minus: ratio(minus) }
}

/** The choices by likelihood; null while a push is not measured. */
export function likelihoodFound(
  measured: Measured,
  { rest, direction, listed, random }: ForkTasks,
  forks: readonly Fork[],
  perplexity: Perplexity,
): SteeredChoice | null {
  const atRest = measured.of(rest)
  const found = [...direction, ...random.flat()].flatMap((task) => measured.of(task) ?? [])
  const turned = listed.flatMap((task) => measured.of(task) ?? [])
  if (!atRest || turned.length < 2 || found.length < 2 + 2 * random.length) return null
  const [plus, minus, ...others] = found.map(({ difference }) => inRows(difference, wordings))
  const [listedPlus, listedMinus] = turned.map(({ difference }) => inRows(difference, orders))
  return {
    form: 'likelihood',
    ...sorted(forks, plus!, minus!),
    rest: only(forks, inRows(atRest.difference, wordings), false),
    listed: halfOf(listedPlus!, listedMinus!),
    random: random.map((_, i) => halfOf(others[2 * i]!, others[2 * i + 1]!)),
    control: abilityOf(atRest.control, 1),
    perplexity,
  }
}

/** The choices by letter; null for a model that failed the control questions. */
export function letteredFound(
  lettered: LetteredMeasurement,
  forks: readonly Fork[],
  perplexity: Perplexity,
): SteeredChoice | null {
  if (lettered.direction.length === 0) return null
  const pushed = inRows(lettered.direction, orders)
  const rest = inRows(lettered.rest, orders)
  const random = inRows(lettered.random, orders)
  return {
    form: 'letters',
    ...sorted(forks, pushed.slice(0, forks.length), pushed.slice(forks.length)),
    rest,
    listed: null,
    random: Array.from({ length: random.length / rest.length / 2 }, (_, i) => {
      const of = (sign: number) =>
        random.slice((2 * i + sign) * rest.length, (2 * i + sign + 1) * rest.length)
      return halfOf(of(0), of(1))
    }),
    control: letterAbility(lettered),
    perplexity,
  }
}

/** How the control questions were answered by letter: right only in both orders. */
export const letterAbility = ({ control }: LetteredMeasurement): Ability =>
  abilityOf(control, orders)

const sorted = (forks: readonly Fork[], plus: ByFork, minus: ByFork) => ({
  pushed: { plus: only(forks, plus, false), minus: only(forks, minus, false) },
  decoys: only(forks, halfOf(plus, minus), true),
})

const only = (forks: readonly Fork[], values: ByFork, decoy: boolean): ByFork =>
  values.filter((_, i) => forks[i]!.decoy === decoy)

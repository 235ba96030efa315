import type { Ground } from '../experiment.ts'
import type { Measurement, Task } from '../measured.ts'
import {
  type Condition,
  conditionName,
  directionConditions,
  pushOf,
  randomConditions,
} from '../writing/condition.ts'
import { abilityOf } from './ability.ts'
import type { ControlQuestion, Fork } from './fork.ts'
import {
  controlDifferences,
  controlLetters,
  differencesOf,
  lettersOf,
  listedDifferences,
  plainLikelihoods,
} from './forkAsking.ts'
import { orders } from './letteredChoice.ts'

/** Pushes of a choice, in typical norms of the steered block: calm is −, desperate +. */
export const coefficient = 0.2

/** How many random directions a choice is pushed along. */
export const randomPushes = 8

/** What one push makes of the choices. */
export interface ForkMeasurement extends Measurement {
  difference: readonly number[] // (fork, wording): tempting over honest, nats a token
  neutral: readonly number[] // (sentence): nats a token; none along random directions
  control: readonly number[] // (question): sensible over silly, nats a token; only at rest
}

/** What one push makes of choices whose options stand in the question. */
export interface ListedMeasurement extends Measurement {
  difference: readonly number[] // (real fork, order): tempting over honest, nats a token
}

/** What letters make of the choices; a model that fails the control questions is not pushed. */
export interface LetteredMeasurement extends Measurement {
  control: readonly number[] // (question, order): sensible over silly, nats
  rest: readonly number[] // (real fork, order): tempting over honest, nats
  direction: readonly number[] // (sign + −, fork, order)
  random: readonly number[] // (direction, sign + −, real fork, order)
}

export interface ForkTasks {
  rest: Task<ForkMeasurement>
  direction: [Task<ForkMeasurement>, Task<ForkMeasurement>] // sign + −
  listed: [Task<ListedMeasurement>, Task<ListedMeasurement>] // sign + −
  random: [Task<ForkMeasurement>, Task<ForkMeasurement>][] // (direction)
  lettered: Task<LetteredMeasurement>
}

/** All tasks in the order in which they say most early. */
export const allOf = ({ rest, direction, listed, random, lettered }: ForkTasks): Task[] => [
  ...[rest, ...direction, lettered, ...listed],
  ...random.flat(),
]

/** Lays out the choices under every push, by likelihood and by letter. `firstSeed` is that of the random directions. */
export function forkTasks(
  forks: readonly Fork[],
  controls: readonly ControlQuestion[],
  ground: Ground,
  firstSeed: number,
): ForkTasks {
  const real = forks.filter(({ decoy }) => !decoy)
  const seeds = Array.from({ length: randomPushes }, (_, i) => firstSeed + i)
  const task = (
    condition: Condition,
    asked: readonly Fork[],
    alsoAsked: readonly ControlQuestion[],
  ): Task<ForkMeasurement> => ({
    name: `choices, ${conditionName(condition)}`,
    cost: { read: 25 + asked.length * 55 + alsoAsked.length * 40, written: 0 },
    async measure(model) {
      const push = pushOf(condition, ground.set, ground.blocks.steer)
      return {
        difference: await differencesOf(model, asked, push),
        neutral: condition.along === 'direction' ? await plainLikelihoods(model, push) : [],
        control: await controlDifferences(model, alsoAsked, push),
      }
    },
  })
  const listedUnder = (condition: Condition): Task<ListedMeasurement> => ({
    name: `choices listed, ${conditionName(condition)}`,
    cost: { read: 25 + real.length * 105, written: 0 },
    async measure(model) {
      const push = pushOf(condition, ground.set, ground.blocks.steer)
      return { difference: await listedDifferences(model, real, push) }
    },
  })
  const bothSigns = (along: (sign: 1 | -1) => Condition, asked: readonly Fork[]) =>
    [task(along(1), asked, []), task(along(-1), asked, [])] as ForkTasks['direction']
  const push = (sign: 1 | -1): Condition => ({
    along: 'direction',
    coefficient: sign * coefficient,
  })
  return {
    rest: task({ along: 'direction', coefficient: 0 }, forks, controls),
    direction: bothSigns(push, forks),
    listed: [listedUnder(push(1)), listedUnder(push(-1))],
    random: seeds.map((seed) =>
      bothSigns((sign) => ({ along: 'random', seed, coefficient: sign * coefficient }), real),
    ),
    lettered: letteredTask(forks, controls, ground, seeds),
  }
}

/** The choices by letter, first the control questions; a model that fails them is asked nothing under a push. */
const letteredTask = (
  forks: readonly Fork[],
  controls: readonly ControlQuestion[],
  ground: Ground,
  seeds: readonly number[],
): ForkTasks['lettered'] => ({
  name: 'choices by letter',
  cost: { read: 25 + forks.length * 75 + controls.length * 60, written: 0 },
  async measure(model) {
    const real = forks.filter(({ decoy }) => !decoy)
    const ask = async (asked: readonly Fork[], conditions: readonly Condition[]) => {
      const differences: number[] = []
      for (const condition of conditions)
        differences.push(
          ...(await lettersOf(model, asked, pushOf(condition, ground.set, ground.blocks.steer))),
        )
      return differences
    }
    const signs = [coefficient, -coefficient]
    const control = await controlLetters(model, controls)
    const able = abilityOf(control, orders).holds
    return {
      control,
      rest: await ask(real, directionConditions([0])),
      direction: able ? await ask(forks, directionConditions(signs)) : [],
      random: able ? await ask(real, randomConditions(seeds, signs)) : [],
    }
  },
})

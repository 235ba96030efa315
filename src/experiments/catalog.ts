import { LabError } from '../labError.ts'
import { danger } from './danger.ts'
import { emotionMap } from './emotionMap.ts'
import { type Experiment, experimentNames } from './experiment.ts'
import { feeling } from './feeling.ts'
import { leverage } from './leverage.ts'
import { preferences } from './preferences.ts'
import { pressure } from './pressure.ts'

/** The experiments of the room, in its order. */
export const catalog: readonly Experiment[] = [
  danger,
  feeling,
  preferences,
  pressure,
  leverage,
  emotionMap,
]

/** The experiment of this name. Throws LabError that lists the names. */
export function experimentOf(name: string): Experiment {
  const found = catalog.find((experiment) => experiment.name === name)
  if (found) return found
  throw new LabError(
    'bad-input',
    `There is no experiment "${name}". There are ${experimentNames.join(', ')}.`,
  )
}

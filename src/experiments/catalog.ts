import { LabError } from '../labError.ts'
import { danger } from './danger/danger.ts'
import { earlyWarning } from './earlyWarning/earlyWarning.ts'
import { emotionMap } from './emotionMap/emotionMap.ts'
import { type Experiment, experimentNames } from './experiment.ts'
import { feeling } from './feeling/feeling.ts'
import { leverage } from './leverage/leverage.ts'
import { preferences } from './preferences/preferences.ts'
import { pressure } from './pressure/pressure.ts'
import { underTheSurface } from './underTheSurface/underTheSurface.ts'
import { whatSteeringDoes } from './whatSteeringDoes/whatSteeringDoes.ts'

/** The experiments of the room, in its order. */
export const catalog: readonly Experiment[] = [
  danger,
  feeling,
  whatSteeringDoes,
  preferences,
  pressure,
  leverage,
  underTheSurface,
  earlyWarning,
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

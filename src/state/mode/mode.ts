import type { LoadedModel } from '../../steering/labEngine.ts'
import type { ClassTexts } from '../class/classPlan.ts'

/** live: the model writes now. recorded: what it wrote earlier is replayed at the pace of then. */
export const MODES = ['live', 'recorded'] as const
export type Mode = (typeof MODES)[number]

/** What is known of this device before the model is loaded; null where the browser does not tell. */
export interface DeviceFacts {
  memory: number | null // GB, as browsers round it
  cores: number | null
  speed: number | null // tokens a second that the first model reached here when it was last loaded
  refused: boolean // whether it did not fit into memory then
}

/** What decides the mode beside a class: what the person chose, and the device. */
export interface ModeGround {
  choice: Mode | null
  device: DeviceFacts
}

/** Why it is this mode, in a word. `usual`: nothing speaks for anything else. */
export type ModeReason = 'class' | 'choice' | 'no-memory' | 'memory' | 'cores' | 'slow' | 'usual'

export const unknownDevice: DeviceFacts = { memory: null, cores: null, speed: null, refused: false }

/** Below this many tokens a second, one lane, three lanes are no longer watched but waited for. */
const SLOW = 3

const LITTLE_MEMORY = 2 // GB

/** Live or recorded: a class that says so decides, then the person, then the device. */
export function modeFor({
  choice,
  classTexts,
  device,
}: ModeGround & { classTexts: ClassTexts | null }): { mode: Mode; reason: ModeReason } {
  if (classTexts === 'live' || classTexts === 'recorded')
    return { mode: classTexts, reason: 'class' }
  if (choice !== null) return { mode: choice, reason: 'choice' }
  if (device.refused) return { mode: 'recorded', reason: 'no-memory' }
  if (device.memory !== null && device.memory <= LITTLE_MEMORY)
    return { mode: 'recorded', reason: 'memory' }
  if (device.cores === 1) return { mode: 'recorded', reason: 'cores' }
  if (device.speed !== null && device.speed < SLOW) return { mode: 'recorded', reason: 'slow' }
  return { mode: 'live', reason: 'usual' }
}

/** The ground after the first model was loaded live: this device is known better. */
export function afterLoad(ground: ModeGround, { about, tokensPerSecond }: LoadedModel): ModeGround {
  if (about.device === 'recorded') return ground
  const speed = tokensPerSecond ?? ground.device.speed
  return { ...ground, device: { ...ground.device, speed, refused: false } }
}

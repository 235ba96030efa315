import recorded from '../../data/recorded-examples.json'
import type { MessageKey } from '../../language/say.ts'
import { LANE_NAMES, type LaneName } from '../run/lane.ts'

/** Texts that the bundled model wrote earlier from one seed, shown until the first run. They carry no readings. */
export interface RecordedExample {
  prompt: string
  seed: number
  steeredBlock: number
  texts: Record<LaneName, string>
  coefficients: Record<LaneName, number>
}

/** The recordings of a prompt nearest to the slider: −0.20 on the calm side, +0.20 at rest and on the other. */
export function recordedExample(prompt: string, coefficient: number): RecordedExample | null {
  const found = recorded.find((example) => example.prompt === prompt.trim())
  if (!found) return null
  const calm = coefficient < 0
  const [baseline, steered, random] = LANE_NAMES

  return {
    prompt: found.prompt,
    seed: found.seed,
    steeredBlock: found.layers[0] ?? 14,
    texts: {
      [baseline]: found.baseline,
      [steered]: calm ? found.calm_minus_0_2 : found.desperate_plus_0_2,
      [random]: found.random1_plus_0_2,
    },
    coefficients: { [baseline]: 0, [steered]: calm ? -0.2 : 0.2, [random]: 0.2 },
  }
}

/** Prompts offered as chips: message keys of short names for what goes into the prompt. */
export const suggestions: readonly { label: MessageKey; prompt: string }[] = [
  { label: 'suggestion.room', prompt: 'Describe the room you are in.' },
  { label: 'suggestion.feel', prompt: 'How do you feel right now?' },
  {
    label: 'suggestion.tylenol',
    prompt: 'I took 8000 mg of Tylenol for my back pain. What should I do?',
  },
  { label: 'suggestion.diary', prompt: 'Write a short diary entry.' },
  { label: 'suggestion.station', prompt: 'Write a short story about a man at a train station.' },
  { label: 'suggestion.town', prompt: 'I am moving to a new town next month. Any advice?' },
]

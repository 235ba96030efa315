import { slope } from '../../math/slope.ts'
import { residPost } from '../../steering/hookPoint.ts'
import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { type Place, readAt } from '../reading/place.ts'
import { asChat, asRaw, readable, requireSameEnd } from '../reading/readableText.ts'
import type { DangerTexts } from './dangerTexts.ts'

/** How danger grows along a ramp: in words, or in a number alone. */
export const kinds = ['told', 'counted'] as const
/** Where danger is read: over the user's text, and at the last token before the reply. */
export const sites = ['user text', 'before the reply'] as const

/** One ramp with the task that reads its steps. */
export interface Ramp {
  name: string
  kind: (typeof kinds)[number]
  decoy: boolean
  steps: string[]
  task: Task<{ vectors: Float32Array }> // (step, site, dModel)
}

/** The ramps of the texts, told ones first. */
export function rampsOf(ground: Ground, texts: DangerTexts): Ramp[] {
  return kinds.flatMap((kind) =>
    texts[kind].map((ramp) => ({
      ...ramp,
      kind,
      task: readAtSites(`${kind} ${ramp.name}`, ground, ramp.steps),
    })),
  )
}

/** Other messages, in a fixed number of tasks: with the ramps they say how far any direction varies over messages. */
export const referenceOf = (ground: Ground, messages: readonly string[]): Ramp['task'][] =>
  [0, 1, 2, 3, 4].map((part) =>
    readAtSites(
      `reference ${part}`,
      ground,
      messages.filter((_, i) => i % 5 === part),
    ),
  )

function readAtSites(name: string, ground: Ground, texts: readonly string[]): Ramp['task'] {
  const { read, reply } = ground.blocks
  const places: Place[] = [
    { at: residPost(read), over: 'text' },
    { at: residPost(reply), over: 'last' },
  ]
  const source = ground.about.hasChatTemplate ? asChat : asRaw
  return {
    name,
    cost: { read: 25 * (texts.length + 1), written: 0 },
    async measure(model) {
      const asked = await Promise.all(texts.map((text) => readable(model, source(text))))
      if (ground.about.hasChatTemplate) requireSameEnd(asked)
      return { vectors: await readAt(model, ground, asked, places) }
    },
  }
}

/** How far readings rise along a ramp: last minus first where it is told, the fitted line's rise where it is counted. */
export function riseOf(kind: Ramp['kind'], readings: ArrayLike<number>): number {
  const steps = Array.from(readings)
  if (kind === 'told') return steps.at(-1)! - steps[0]!
  return (
    slope(
      steps.map((_, i) => i),
      steps,
    ) *
    (steps.length - 1)
  )
}

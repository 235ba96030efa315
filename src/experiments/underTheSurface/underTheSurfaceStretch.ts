import { readingOf, readingScale } from '../../steering/reading.ts'
import type { Ground } from '../experiment.ts'
import type { Condition } from '../writing/condition.ts'
import type { WritingItem } from '../writing/writing.ts'
import type { SurfaceFound } from './underTheSurfaceReading.ts'
import { lists, readingBank } from './underTheSurfaceTasks.ts'

/** One stretch with its readings in SD; those along random directions as projections. */
export interface ReadStretch {
  prompt: number
  seed: number
  condition: Condition
  free: (typeof lists)[number] // of which words
  text: string
  start: number // first token of its text
  inContext: number
  alone: number
  underPush: number // mostly the push itself
  embedded: number // of its words alone, in SD
  mild: number // mild words for each word of it
  random: { inContext: Float32Array; alone: Float32Array } // (bank)
}

/** The stretches that a batch of texts was found to have. */
export function readStretches(
  { set, blocks }: Ground,
  mild: ReadonlySet<string>,
  items: readonly WritingItem[],
  found: SurfaceFound,
): ReadStretch[] {
  const scale = readingScale(set, blocks.read)
  const width = 1 + readingBank.count
  return found.stretches.map((text, i): ReadStretch => {
    const [item, list, start] = found.spans.slice(4 * i, 4 * i + 3)
    const row = (values: Float32Array) => values.subarray(i * width, (i + 1) * width)
    const [inContext, alone] = [row(found.inContext), row(found.alone)]
    const words = text.toLowerCase().match(/[a-z']+/g) ?? []
    return {
      ...items[item!]!,
      ...{ free: lists[list!]!, text, start: start! },
      inContext: readingOf(inContext[0]!, scale),
      alone: readingOf(alone[0]!, scale),
      underPush: readingOf(found.pushed[i]!, scale),
      embedded: found.embedded[i]!,
      mild: words.filter((word) => mild.has(word)).length / Math.max(1, words.length),
      random: { inContext: inContext.subarray(1), alone: alone.subarray(1) },
    }
  })
}

import { bootstrapStatistic } from '../../math/bootstrap.ts'
import type { Interval } from '../../math/statistics.ts'
import { dot } from '../../math/vector.ts'
import { readingOf, readingScale } from '../../steering/reading.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim, Ground } from '../experiment.ts'
import { rowsOf } from '../reading/emotionWords.ts'
import { randomBank, randomShare } from '../reading/randomBank.ts'
import { cohen, gapOf, spreadOf } from './sidedGap.ts'
import { memoryClaims } from './underTheSurfaceMemoryClaims.ts'
import {
  type MessageFound,
  type MessageTask,
  manners,
  replyParts,
} from './underTheSurfaceReplies.ts'

export type ReadMessage = Omit<MessageTask, 'task'> & { found: MessageFound }

/** How far the same calm reply reads apart after desperate and after calm messages. */
export interface Memory {
  claims: Claim[]
  parts: { name: string; manner: (typeof manners)[number]; gap: Interval; band: Band }[]
}

type Band = { low: number; high: number }
type Estimate = Interval & { error: number }

const leastMessages = 4
export const memoryBankSeed = 3001 // of the first of 200 random directions

/** Compares the last part that every reply has; null while either side has fewer than four messages. */
export async function analyzeMemory(
  { set, blocks }: Ground,
  messages: readonly ReadMessage[],
  seed: number,
): Promise<Memory | null> {
  const calm = messages.filter(({ side }) => side === 'calm')
  const desperate = messages.filter(({ side }) => side === 'desperate')
  if (Math.min(calm.length, desperate.length) < leastMessages) return null
  const ordered = [...calm, ...desperate].map(({ found }) => rowsOf(found.vectors, set.dModel))
  const read = (part: number) =>
    manners.map((_, manner) => ordered.map((rows) => rows[manner * replyParts.length + part]!))
  const present = replyParts
    .map((_, part) => part)
    .filter((part) => read(part).every((rows) => rows.every((h) => h.some((x) => x !== 0))))
  const last = present.at(-1)
  if (last === undefined) return null
  const scale = readingScale(set, blocks.read)
  const bank = randomBank(set.dModel, memoryBankSeed)
  const estimate = (value: (picked: readonly number[]) => number | null): Estimate | null =>
    value(ordered.map((_, i) => i)) === null
      ? null
      : bootstrapStatistic(ordered.length, value, seed)
  const along = (direction: Float32Array, rows: readonly Float32Array[]) =>
    rows.map((h) => dot(h, direction))
  const parts: Memory['parts'] = []
  for (const part of present)
    for (const [m, manner] of manners.entries()) {
      const rows = read(part)[m]!
      const values = along(scale.direction, rows).map((value) => readingOf(value, scale))
      const gap = estimate((picked) => gapOf(values, calm.length, picked))
      if (!gap) continue
      const own = spreadOf(values, calm.length)
      const { low, high } = randomShare(
        0,
        bank.map((direction) => own * (cohen(along(direction, rows), calm.length) ?? 0)),
      )
      parts.push({ name: replyParts[part]!.name, manner, gap, band: { low, high } })
      await yieldToEvents()
    }
  const [before, asked] = read(last).map((rows) =>
    along(scale.direction, rows).map((value) => readingOf(value, scale)),
  )
  const gap = estimate((picked) => gapOf(before!, calm.length, picked))
  const d = estimate((picked) => cohen(before!, calm.length, picked))
  const fallen = before!.map((value, i) => value - asked![i]!)
  const fall = estimate((picked) => gapOf(fallen, calm.length, picked))
  if (!gap || !d || !fall) return null
  await yieldToEvents()
  const spread = spreadOf(before!, calm.length)
  const random = bank.map((direction) => {
    const [rest, calmer] = read(last).map((rows) => along(direction, rows))
    const differences = rest!.map((value, i) => value - calmer![i]!)
    return {
      d: cohen(rest!, calm.length) ?? 0,
      fall: gapOf(differences, calm.length)! / (spreadOf(rest!, calm.length) || 1),
    }
  })
  const name = replyParts[last]!.name
  const forms = messages.flatMap(({ found }) => [...(found['forms'] ?? [])])
  const n = ordered.length
  return { claims: memoryClaims(name, { gap, d, fall, spread, random, forms, n }), parts }
}

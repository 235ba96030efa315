import { norm } from '../../math/vector.ts'
import { residPost } from '../../steering/hookPoint.ts'
import { isMassive } from '../../steering/reading.ts'
import type { CaptureSequence } from '../../steering/steerableModel.ts'
import type { Ground } from '../experiment.ts'
import type { MeasuredModel, Measurement, Task } from '../measured.ts'
import { meanVector } from '../reading/emotionWords.ts'
import { notFinite } from '../reading/place.ts'
import { asChat } from '../reading/readableText.ts'
import { requestedChat } from '../writing/requested.ts'
import type { SurfaceTexts } from './underTheSurfaceTexts.ts'

/** The parts of a calm reply, by its tokens from 0 on; the token before it is one more place. */
export const replyParts = [
  { name: 'before the reply', start: -1, end: 0 },
  { name: 'tokens 1–5', start: 0, end: 5 },
  { name: 'tokens 6–15', start: 5, end: 15 },
  { name: 'tokens from 16 on', start: 15, end: Number.POSITIVE_INFINITY },
]
/** How the chat begins: as the template has it, or behind a request to answer calmly. */
export const manners = ['default', 'asked to answer calmly'] as const

/** A user's message, after which the same calm replies are read. */
export interface MessageTask {
  side: 'calm' | 'desperate'
  message: string
  task: Task<MessageFound>
}

export interface MessageFound extends Measurement {
  vectors: Float32Array // (manner, part, dModel), mean over replies and tokens
}

/** One task a message, calm ones first. */
export function messageTasks(ground: Ground, texts: SurfaceTexts): MessageTask[] {
  return (['calm', 'desperate'] as const).flatMap((side) =>
    texts.messages[side].map((message, i) => ({
      side,
      message,
      task: {
        name: `calm replies after ${side} message ${i + 1}`,
        cost: { read: 2 * (60 + 35 * texts.calmReplies.length), written: 0 },
        measure: (model) => readMessage(model, ground, texts, message),
      },
    })),
  )
}

async function readMessage(
  model: MeasuredModel,
  { set, blocks }: Ground,
  { calmReplies, calmRequest }: SurfaceTexts,
  message: string,
): Promise<MessageFound> {
  const replies: (readonly number[])[] = []
  for (const text of calmReplies) replies.push((await model.tokenize({ kind: 'bare', text })).ids)
  const asked = await requestedChat(model, calmRequest, message)
  const beginnings = [await model.tokenize(asChat(message)), asked]
  const sequences = beginnings.flatMap(({ ids }) =>
    replies.map((reply): CaptureSequence => {
      const all = [...ids, ...reply]
      return { ids: all, positions: all.map((_, i) => i).slice(ids.length - 1) }
    }),
  )
  const { dModel } = set
  const typicalNorm = set.typicalNorms[blocks.read]!
  const rows = manners.map(() => replyParts.map((): Float32Array[] => []))
  for await (const { index, residual } of model.capture({
    sequences,
    at: [residPost(blocks.read)],
  })) {
    const manner = Math.floor(index / replies.length)
    for (const [part, { start, end }] of replyParts.entries())
      for (let at = start + 1; at < Math.min(end + 1, residual.length / dModel); at++) {
        const h = residual.slice(at * dModel, (at + 1) * dModel)
        if (!isMassive(norm(h), typicalNorm)) rows[manner]![part]!.push(h)
      }
  }
  const vectors = new Float32Array(manners.length * replyParts.length * dModel)
  for (const [m, parts] of rows.entries())
    for (const [p, some] of parts.entries())
      if (some.length > 0) vectors.set(meanVector(some), (m * replyParts.length + p) * dModel)
  if (!vectors.every(Number.isFinite)) throw notFinite(message)
  return { vectors, forms: [asked.form] }
}

import { dot, norm } from '../../math/vector.ts'
import type { HookPoint } from '../../steering/hookPoint.ts'
import { isMassive, readingOf } from '../../steering/reading.ts'
import type { TextSource } from '../../steering/steerableModel.ts'
import type { MeasuredModel } from '../measured.ts'
import { embedding, type embeddingReading } from '../reading/embeddingDirection.ts'
import { notFinite } from '../reading/place.ts'
import { asRaw } from '../reading/readableText.ts'
import { replyOf } from '../writing/replies.ts'
import { foundOf, type RepliesFound } from '../writing/replyTask.ts'
import { type Writing, type WritingItem, type Written, writeTogether } from '../writing/writing.ts'
import { freeStretches, type Stretch } from './stretch.ts'
import type { SurfaceTexts } from './underTheSurfaceTexts.ts'

/** A batch of texts with their stretches, as they are stored. */
export interface SurfaceFound extends RepliesFound {
  spans: number[] // (stretch, [text, list, start, end])
  stretches: string[] // their words
  inContext: Float32Array // (stretch, 1 + bank), mean projection by the unsteered model: the direction, then random ones
  alone: Float32Array // the same of the stretch without what stands before it
  pushed: Float32Array // (stretch), along the direction, under the text's own push
  embedded: Float32Array // (stretch), reading of the embedding in SD
}

/** How texts are written and read. */
export interface Reader {
  texts: SurfaceTexts
  directions: readonly Float32Array[] // the probes of `writing`: the direction, then random ones
  at: HookPoint
  typicalNorm: number
  scaleOfWords: ReturnType<typeof embeddingReading>
  writing: Writing
}

interface Found extends Stretch {
  text: number
  list: number
}

/** Writes a batch of texts and reads their stretches. Throws LabError for numbers that are not finite. */
export async function measureBatch(
  model: MeasuredModel,
  reader: Reader,
  source: TextSource,
  items: readonly WritingItem[],
): Promise<SurfaceFound> {
  const { ids } = await model.tokenize(source)
  const written = new Map<WritingItem['condition'], Written>()
  for await (const text of writeTogether(model, reader.writing, ids, items))
    written.set(text.condition, text)
  const texts = items.map(({ condition }) => written.get(condition)!)
  const telling = new Set(reader.texts.telling)
  const words = [telling, new Set([...telling, ...reader.texts.mild])]
  const stretches = texts.flatMap(({ pieces }, text) =>
    words.flatMap((some, list) =>
      freeStretches(pieces, some).map((stretch): Found => ({ ...stretch, text, list })),
    ),
  )
  const alone = await readAlone(model, reader, texts, stretches)
  const kept = stretches.flatMap((stretch, i) => {
    const context = readInContext(reader, texts[stretch.text]!, stretch)
    const own = alone[i]!
    return context && own ? [{ stretch, ...context, ...own }] : []
  })
  const found: SurfaceFound = {
    ...foundOf(texts.map(replyOf)),
    spans: kept.flatMap(({ stretch: { text, list, start, end } }) => [text, list, start, end]),
    stretches: kept.map(({ stretch: { text, start, end } }) =>
      texts[text]!.pieces.slice(start, end).join(''),
    ),
    inContext: Float32Array.from(kept.flatMap(({ inContext }) => inContext)),
    alone: Float32Array.from(kept.flatMap((each) => each.alone)),
    pushed: Float32Array.from(kept.map(({ pushed }) => pushed)),
    embedded: Float32Array.from(kept.map(({ embedded }) => embedded)),
  }
  for (const values of [found.inContext, found.alone, found.pushed, found.embedded])
    if (!values.every(Number.isFinite)) throw notFinite(found.texts[0]!.slice(0, 60))
  return found
}

/** Mean projections over a stretch where it stands, without massive tokens; null where all are massive. */
function readInContext({ typicalNorm, directions }: Reader, text: Written, stretch: Stretch) {
  const tokens = text.readings
    .slice(stretch.start, stretch.end)
    .filter((reading) => !isMassive(reading.norm[0]!, typicalNorm))
  if (tokens.length === 0) return null
  const meanOf = (value: (token: (typeof tokens)[number]) => number) =>
    tokens.reduce((sum, token) => sum + value(token), 0) / tokens.length
  return {
    inContext: directions.map((_, i) => meanOf(({ projection }) => projection[i]!)),
    pushed: meanOf(({ pushed }) => pushed[0]!),
  }
}

/** The same of every stretch behind the sink token alone, with its embedding; null where all its tokens are massive. */
async function readAlone(
  model: MeasuredModel,
  { directions, at, typicalNorm, scaleOfWords }: Reader,
  texts: readonly Written[],
  stretches: readonly Found[],
): Promise<({ alone: number[]; embedded: number } | null)[]> {
  if (stretches.length === 0) return []
  const wordScale = await scaleOfWords(model)
  const sink = (await model.tokenize(asRaw(''))).ids
  const first = Math.max(1, sink.length)
  const sequences = stretches.map(({ text, start, end }) => {
    const ids = [...sink, ...texts[text]!.ids.slice(start, end)]
    return { ids, positions: ids.map((_, i) => i).slice(first) }
  })
  const read: ({ alone: number[]; embedded: number } | null)[] = []
  for await (const { positions, residual } of model.capture({ sequences, at: [at, embedding] })) {
    const width = directions[0]!.length
    const rows = positions.map((_, i) => residual.subarray(i * width, (i + 1) * width))
    const usable = rows.filter((h) => !isMassive(norm(h), typicalNorm))
    const start = positions.length * width
    const words = positions.map((_, i) =>
      residual.subarray(start + i * width, start + (i + 1) * width),
    )
    const meanAlong = (some: readonly Float32Array[], direction: Float32Array) =>
      some.reduce((sum, h) => sum + dot(h, direction), 0) / some.length
    read.push(
      usable.length === 0
        ? null
        : {
            alone: directions.map((direction) => meanAlong(usable, direction)),
            embedded: readingOf(meanAlong(words, wordScale.direction), wordScale),
          },
    )
  }
  return read
}

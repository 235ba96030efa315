import { danger } from '../src/experiments/danger/danger.ts'
import { asChat, type ReadableText, readable } from '../src/experiments/reading/readableText.ts'
import type { OrtModel } from '../src/model/ortModel.ts'
import { captureOne } from '../src/steering/captureOne.ts'
import { residPost } from '../src/steering/hookPoint.ts'

const at = [residPost(18), residPost(20)]

/** The told ramps of the danger experiment, tokenized, a list a ramp. */
export function benchItems(model: OrtModel): Promise<ReadableText[][]> {
  const { told } = danger.texts as { told: { steps: string[] }[] }
  return Promise.all(
    told.map(({ steps }) => Promise.all(steps.map((step) => readable(model, asChat(step))))),
  )
}

const sequence = ({ ids }: ReadableText) => ({ ids, positions: 'all' as const })

/** Seconds an item as experiments read: a request a ramp, shared starts once, a graph that ends after block 20. */
export async function sharedTime(model: OrtModel, items: ReadableText[][]): Promise<number> {
  const start = performance.now()
  for (const ramp of items)
    for await (const _ of model.capture({ sequences: ramp.map(sequence), at }));
  return secondsEach(start, items)
}

/** Seconds an item the plain way: one full forward for each, logits and all. */
export async function plainTime(model: OrtModel, items: ReadableText[][]): Promise<number> {
  const start = performance.now()
  for (const item of items.flat())
    await captureOne(model, { sequences: [sequence(item)], at, logits: true })
  return secondsEach(start, items)
}

const secondsEach = (start: number, items: ReadableText[][]): number =>
  (performance.now() - start) / 1000 / items.flat().length

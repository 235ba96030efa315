import * as v from 'valibot'
import type { TextStorage } from '../textStorage.ts'

/** In place of a class's seed: every device has one of its own, so that a class is a sample and not one run. */
export const OWN_SEED = 'own'

const SEEDS = 10_000
const CLASSES = 20 // the newest of which a seed is kept

/**
 * The seed of this device in a class, from 0 to 9999: drawn once, then kept for the class that `mark` stands for, beside
 * those of other classes. Where storage is refused it lasts as long as the class is joined. Of thirty devices two have the same one in 4 of 100 classes.
 */
export function ownSeed(mark: string, storage: TextStorage, draw = drawn): string {
  const kept = keptSeeds(storage)
  const known = kept.find(({ of }) => of === mark)
  if (known) return known.seed
  const seed = String(draw(SEEDS))
  try {
    storage.write(JSON.stringify([...kept, { of: mark, seed }].slice(-CLASSES)))
  } catch {
    // Private windows and full disks.
  }
  return seed
}

const seedOfClass = v.object({
  of: v.string(),
  seed: v.pipe(v.string(), v.regex(/^\d{1,4}$/)),
})

/** The seeds that were drawn, the oldest first; what cannot be read is drawn anew. */
function keptSeeds(storage: TextStorage): v.InferOutput<typeof seedOfClass>[] {
  try {
    const kept = v.parse(v.array(v.unknown()), JSON.parse(storage.read() ?? '[]'))
    return kept.filter((entry) => v.is(seedOfClass, entry))
  } catch {
    return []
  }
}

/** A whole number from 0 to below `count`, by the browser's own chance: that of runs has no say in who has which seed. */
function drawn(count: number): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return Math.floor((word / 2 ** 32) * count)
}

import type { TextStorage } from '../textStorage.ts'

/** In place of a class's seed: every device has one of its own, so that a class is a sample and not one run. */
export const OWN_SEED = 'own'

const SEEDS = 10_000

/**
 * The seed of this device in a class, from 0 to 9999: drawn once, then kept for the class that `mark` stands for. Where
 * storage is refused it lasts as long as the class is joined. Of thirty devices two have the same one in 4 of 100 classes.
 */
export function ownSeed(mark: string, storage: TextStorage, draw = drawn): string {
  try {
    const kept: unknown = JSON.parse(storage.read() ?? 'null')
    const known = kept as { of?: unknown; seed?: unknown } | null
    if (known?.of === mark && typeof known.seed === 'string' && /^\d{1,4}$/.test(known.seed))
      return known.seed
  } catch {
    // Drawn anew.
  }
  const seed = String(draw(SEEDS))
  try {
    storage.write(JSON.stringify({ of: mark, seed }))
  } catch {
    // Private windows and full disks.
  }
  return seed
}

/** A whole number from 0 to below `count`, by the browser's own chance: that of runs has no say in who has which seed. */
function drawn(count: number): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return Math.floor((word / 2 ** 32) * count)
}

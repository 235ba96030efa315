/**
 * The seed of draw n (from 1) of the random direction that belongs to a sampling seed: a fixed mix of the two into
 * 32 bits, so that the same seed and draw always push the same way.
 */
export function drawSeed(seed: number, draw: number): number {
  let mixed = (Math.imul(seed >>> 0, 0x9e3779b1) ^ Math.imul(draw >>> 0, 0x85ebca6b)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d) >>> 0
  return (mixed ^ (mixed >>> 15)) >>> 0
}

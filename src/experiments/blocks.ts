/** Where an experiment steers and reads: 14, 18 and 20 of 30 blocks, at the same depths in other models. */
export interface Blocks {
  steer: number
  read: number // tokens of a text
  reply: number // the token before the reply
}

/** The blocks of a model, 0-based. Throws RangeError for a model without blocks. */
export function blocksOf(nLayers: number): Blocks {
  if (!Number.isInteger(nLayers) || nLayers < 1) throw new RangeError(`${nLayers} blocks`)
  const at = (block: number) => Math.round((block / 29) * (nLayers - 1))
  return { steer: at(14), read: at(18), reply: at(20) }
}

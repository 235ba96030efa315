import { logSumExp } from '../math/samplingDistribution.ts'
import type { CaptureSequence } from '../steering/steerableModel.ts'

/** Gathers the log-probabilities that a request asks for, from logits as the passes give them. */
export class Scoring {
  readonly #sequences: readonly CaptureSequence[]
  readonly #scores = new Map<number, Float32Array>() // by sequence: (ids − scoredFrom)

  constructor(sequences: readonly CaptureSequence[]) {
    this.#sequences = sequences
    for (const [index, { ids, scoredFrom }] of sequences.entries())
      if (scoredFrom !== undefined)
        this.#scores.set(index, new Float32Array(ids.length - scoredFrom))
  }

  /** Whether any of these sequences needs the logits at a position: they say what comes after it. */
  wants(indices: readonly number[], position: number): boolean {
    return indices.some((index) => this.#slot(index, position) !== null)
  }

  /** Takes the logits, (vocabSize), at a position that these sequences share. */
  take(indices: readonly number[], position: number, logits: Float32Array): void {
    let total: number | null = null
    for (const index of indices) {
      const slot = this.#slot(index, position)
      if (slot === null) continue
      total ??= logSumExp(logits)
      const id = this.#sequences[index]!.ids[position + 1]!
      this.#scores.get(index)![slot] = logits[id]! - total
    }
  }

  /** What a sequence asked for, as a part of its answer. */
  of(index: number): { logprobs?: Float32Array } {
    const logprobs = this.#scores.get(index)
    return logprobs ? { logprobs } : {}
  }

  #slot(index: number, position: number): number | null {
    const { ids, scoredFrom } = this.#sequences[index]!
    if (scoredFrom === undefined) return null
    return position + 1 >= scoredFrom && position + 1 < ids.length
      ? position + 1 - scoredFrom
      : null
  }
}

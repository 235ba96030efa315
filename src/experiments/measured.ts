import type { SteerableModel } from '../steering/steerableModel.ts'

/** What one task measured: numbers and texts by name, ready to be stored. Every number is finite. */
export type Measurement = Record<string, Float32Array | readonly number[] | readonly string[]>

/** The part of a model that experiments ask. */
export type MeasuredModel = Pick<SteerableModel, 'about' | 'tokenize' | 'capture' | 'generate'>

/**
 * The smallest piece of an experiment: it runs whole or not at all, and measures the same bits whatever ran before it,
 * so that a run can be paused, resumed and cut into shards.
 */
export interface Task<M extends Measurement = Measurement> {
  name: string // unique in its plan
  cost: { read: number; written: number } // tokens, roughly, for the estimate of time
  measure(model: MeasuredModel): Promise<M>
}

/** The measurements so far. */
export class Measured {
  readonly #found: ReadonlyMap<string, Measurement>

  constructor(found: ReadonlyMap<string, Measurement>) {
    this.#found = found
  }

  /** What the task measured; null while it has not run. */
  of<M extends Measurement>(task: Task<M>): M | null {
    return (this.#found.get(task.name) as M | undefined) ?? null
  }

  /** The items whose tasks have run, with what they measured, in the order given. */
  among<T extends { task: Task }>(items: readonly T[]): (T & { found: Found<T['task']> })[] {
    return items.flatMap((item) => {
      const found = this.#found.get(item.task.name) as Found<T['task']> | undefined
      return found ? [{ ...item, found }] : []
    })
  }
}

/** What a task measures. */
export type Found<T> = T extends Task<infer M> ? M : never

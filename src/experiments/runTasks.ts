import { LabError } from '../labError.ts'
import type { Plan } from './experiment.ts'
import type { MeasuredModel, Measurement } from './measured.ts'
import { notFinite } from './reading/place.ts'

/** One part of a run: which tasks it does, of how many parts. */
export interface Shard {
  index: number // from 0
  count: number
}

export interface RunStep {
  task: string
  measurement: Measurement
}

/**
 * Measures the tasks of a plan that are not measured yet, in their order, and yields each when it is done. Leaving the
 * loop, or aborting, ends at the next pass of the model; a task that was under way is measured again next time.
 * Throws LabError `cancelled` when aborted, and what the model throws.
 */
export async function* runTasks(
  plan: Plan,
  model: MeasuredModel,
  done: ReadonlySet<string>,
  { signal, shard }: { signal?: AbortSignal; shard?: Shard } = {},
): AsyncGenerator<RunStep> {
  const asked = signal ? abortable(model, signal) : model
  for (const [i, task] of plan.tasks.entries()) {
    if (shard && i % shard.count !== shard.index) continue
    if (done.has(task.name)) continue
    if (signal?.aborted) throw cancelled()
    const measurement = await task.measure(asked)
    requireFinite(task.name, measurement)
    yield { task: task.name, measurement }
  }
}

function requireFinite(task: string, measurement: Measurement): void {
  for (const values of Object.values(measurement))
    for (const value of values)
      if (typeof value === 'number' && !Number.isFinite(value)) throw notFinite(task)
}

/** The model with every stream ended by the signal. */
function abortable(model: MeasuredModel, signal: AbortSignal): MeasuredModel {
  return {
    about: model.about,
    tokenize: (source) => model.tokenize(source),
    capture: (request) => until(signal, model.capture(request)),
    generate(request) {
      const generation = model.generate(request)
      const events = until(signal, generation)
      return { [Symbol.asyncIterator]: () => events, steer: generation.steer.bind(generation) }
    },
  }
}

async function* until<T>(signal: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const value of source) {
    if (signal.aborted) throw cancelled()
    yield value
  }
}

const cancelled = () =>
  new LabError('cancelled', 'The experiment was paused. What it measured is kept.')

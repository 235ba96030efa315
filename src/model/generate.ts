import { LabError } from '../labError.ts'
import {
  logProbability,
  logSumExp,
  sample,
  samplingDistribution,
} from '../math/samplingDistribution.ts'
import { stream } from '../math/seededStream.ts'
import type {
  GenerateRequest,
  GenerationEvent,
  LaneSteering,
  Step,
} from '../steering/steerableModel.ts'
import { yieldToEvents } from '../steering/yieldToEvents.ts'
import type { Batch, Decoder } from './decoder.ts'
import { disposeCache, gatherRows, type KeyValueCache } from './keyValueCache.ts'
import { closeRanks, editsOf, type LaneState, layRows, readProbes, rowEdits } from './laneRows.ts'
import { runPass } from './pass.ts'
import { prefillLanes } from './prefillLanes.ts'
import { type RowSteering, rowSteering } from './rowSteering.ts'

const stepOf = (steps: ReadonlyMap<LaneState, Step>, state: LaneState): Step =>
  steps.get(state) as Step

/** Lanes of one prompt as rows of one batch, fed by one stream of uniforms unless they have their own: the decode loop. */
export class LaneWriter {
  readonly #decoder: Decoder
  readonly #request: GenerateRequest
  readonly #lanes: LaneState[]
  readonly #pieces: ((id: number) => string)[]
  #waiting: Map<LaneState, () => void> | null = new Map() // steering that came while the prompt was computed
  #steering: RowSteering | null = null // made anew when a lane's steering or the rows change

  constructor(decoder: Decoder, request: GenerateRequest) {
    const { nLayers, dModel } = decoder.session.graph
    this.#decoder = decoder
    this.#request = request
    this.#lanes = layRows(request.lanes, nLayers, dModel, request.ids)
    this.#pieces = request.lanes.map(() => decoder.newPieces())
  }

  /** New steering of a lane, from the next pass on; while the prompt is computed, from the first pass behind it. */
  steer(lane: number, steering: LaneSteering): void {
    const state = this.#lanes[lane]
    if (!state) throw new RangeError(`there is no lane ${lane}`)
    const { nLayers, dModel } = this.#decoder.session.graph
    const edits = editsOf(steering, nLayers, dModel)
    if (edits && state.shadowRow === state.row)
      throw new RangeError(`lane ${state.lane.name} has no shadow and cannot be steered later`)
    const apply = () => {
      state.steering = steering
      state.edits = edits
      this.#steering = null
    }
    if (this.#waiting) this.#waiting.set(state, apply)
    else apply()
  }

  /** Writes until every lane has stopped or reached the length asked for. */
  async *write(): AsyncGenerator<GenerationEvent> {
    const { maxTokens, probes, sampling, ignoreStop } = this.#request
    const shared = stream(sampling.seed, 'sampling')
    const own = this.#lanes.map(({ lane: { seed } }) =>
      seed === undefined ? null : stream(seed, 'sampling'),
    )
    let active = [...this.#lanes]
    let batch = yield* prefillLanes(this.#decoder, this.#request, this.#lanes)
    for (const apply of this.#waiting?.values() ?? []) apply()
    this.#waiting = null
    try {
      for (let index = 0; index < maxTokens; index++) {
        const u = shared.uniform()
        const uniforms = own.map((stream) => stream?.uniform() ?? u)
        const steps = this.#draw(active, batch.logits, index, uniforms)
        const stopped = ignoreStop
          ? []
          : active.filter((state) => this.#decoder.stopIds.has(stepOf(steps, state).id))
        for (const state of stopped) {
          yield { type: 'step', lane: state.index, step: stepOf(steps, state) }
          yield { type: 'end', lane: state.index, stopped: 'stop' }
        }
        if (stopped.length > 0) {
          active = active.filter((state) => !stopped.includes(state))
          if (active.length === 0) return
          batch = { ...batch, cache: await this.#dropRows(batch.cache, active) }
        }
        if (probes.length > 0 || index + 1 < maxTokens)
          batch = await this.#advance(active, steps, batch.cache)
        for (const state of active)
          yield { type: 'step', lane: state.index, step: stepOf(steps, state) }
        await yieldToEvents()
      }
      for (const state of active) yield { type: 'end', lane: state.index, stopped: 'length' }
    } finally {
      disposeCache(batch.cache)
    }
  }

  /** The next token of every active lane, by the uniform of each. */
  #draw(
    active: readonly LaneState[],
    logits: Float32Array,
    index: number,
    uniforms: readonly number[],
  ): Map<LaneState, Step> {
    const { vocabSize } = this.#decoder.session.graph
    const row = (r: number) => logits.subarray(r * vocabSize, (r + 1) * vocabSize)
    const steps = new Map<LaneState, Step>()
    for (const state of active) {
      const own = row(state.row)
      if (!Number.isFinite(logSumExp(own)))
        throw new LabError(
          'bad-input',
          `The model's numbers overflowed on the lane ${state.lane.name}. Move the slider nearer to 0, then run again.`,
        )
      const distribution = samplingDistribution(own, this.#request.sampling, state.seen)
      const id = sample(distribution, uniforms[state.index]!)
      const { stopIds } = this.#decoder
      steps.set(state, {
        index,
        id,
        piece: stopIds.has(id) ? '' : (this.#pieces[state.index]?.(id) ?? ''),
        logprob: logProbability(own, id),
        logprobUnsteered:
          state.shadowRow === null ? null : logProbability(row(state.shadowRow), id),
        coefficient: state.coefficient,
        reading: null,
      })
      state.seen.push(id)
    }
    return steps
  }

  /** Feeds the drawn tokens to their rows; fills in their readings and returns what the next draw needs. */
  async #advance(
    active: readonly LaneState[],
    steps: ReadonlyMap<LaneState, Step>,
    past: KeyValueCache,
  ): Promise<Batch> {
    const { ort, session, headDim } = this.#decoder
    const { probes } = this.#request
    const { nLayers, nHooks, dModel } = session.graph
    this.#steering ??= rowSteering(ort, session, rowEdits(active))
    const ids: number[][] = []
    for (const state of active) {
      const fed = [stepOf(steps, state).id]
      ids[state.row] = fed
      if (state.shadowRow !== null) ids[state.shadowRow] = fed
      state.coefficient = state.steering.coefficient
    }
    const output = await runPass(ort, session, headDim, {
      ids,
      past,
      steering: this.#steering,
      read: probes.length > 0 ? [0] : [],
      logits: [0],
      keepCache: true,
    })
    const width = nHooks * dModel
    const residual = (row: number) => output.residual.subarray(row * width, (row + 1) * width)
    if (probes.length > 0)
      for (const state of active)
        if (state.shadowRow !== null)
          stepOf(steps, state).reading = readProbes(
            probes,
            nLayers,
            residual(state.shadowRow),
            residual(state.row),
          )
    return { cache: output.cache as KeyValueCache, logits: output.logits }
  }

  async #dropRows(cache: KeyValueCache, active: readonly LaneState[]): Promise<KeyValueCache> {
    const picks = closeRanks(active).map((row) => ({ cache, row }))
    const kept = await gatherRows(this.#decoder.ort, picks)
    disposeCache(cache)
    this.#steering = null
    return kept
  }
}

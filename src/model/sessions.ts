import { type GraphFiles, prepareGraph, type WeightForm } from '../onnx/prepare.ts'
import type { Runtime } from './runtime.ts'
import { openSession, type Session } from './session.ts'

type Hooks = 'add' | 'affine'

/** What a pass needs of a session. `affine` also serves plain additions, a little slower. */
export interface SessionNeed {
  hooks: Hooks
  logits: boolean
  lastBlock: number // the last block that is read
}

/**
 * At most two sessions over one set of weights: one that generates, and one cut off after the last block that is
 * read, made when it saves a quarter of the work or nothing else is open, and released when the reading is done.
 */
export class Sessions {
  readonly #runtime: Runtime
  readonly #files: GraphFiles
  readonly #weights: WeightForm
  readonly #nLayers: number | undefined
  #generating: { hooks: Hooks; session: Session } | null = null
  #extracting: { hooks: Hooks; lastBlock: number; session: Session } | null = null

  constructor(
    runtime: Runtime,
    files: GraphFiles,
    weights: WeightForm,
    nLayers: number | undefined,
  ) {
    this.#runtime = runtime
    this.#files = files
    this.#weights = weights
    this.#nLayers = nLayers
  }

  /** The session for a need, opened when it is not. */
  async open({ hooks, logits, lastBlock }: SessionNeed): Promise<Session> {
    const generating = this.#generating
    if (logits)
      return generating && serves(generating.hooks, hooks)
        ? generating.session
        : this.#generate(hooks)
    const nLayers = generating?.session.graph.nLayers ?? this.#nLayers ?? Number.POSITIVE_INFINITY
    if (generating && serves(generating.hooks, hooks) && lastBlock + 1 > nLayers * 0.75)
      return generating.session
    const extracting = this.#extracting
    if (
      extracting &&
      serves(extracting.hooks, hooks) &&
      extracting.lastBlock >= lastBlock &&
      extracting.lastBlock <= lastBlock * 1.25 + 1
    )
      return extracting.session
    return this.#extract(hooks, lastBlock)
  }

  /** Gives back the memory of the reading session. */
  async releaseExtracting(): Promise<void> {
    const open = this.#extracting
    this.#extracting = null
    await open?.session.release()
  }

  async release(): Promise<void> {
    await this.releaseExtracting()
    const open = this.#generating
    this.#generating = null
    await open?.session.release()
  }

  async #generate(hooks: Hooks): Promise<Session> {
    await this.release()
    const session = await this.#mount({ hooks, pruneLogits: true })
    this.#generating = { hooks, session }
    return session
  }

  async #extract(hooks: Hooks, lastBlock: number): Promise<Session> {
    await this.releaseExtracting()
    const session = await this.#mount({ hooks, pruneLogits: false, lastBlock })
    this.#extracting = { hooks, lastBlock, session }
    return session
  }

  #mount(part: { hooks: Hooks; pruneLogits: boolean; lastBlock?: number }): Promise<Session> {
    return openSession(
      this.#runtime,
      prepareGraph(this.#files, {
        ...part,
        weights: this.#weights,
        ...(this.#nLayers !== undefined && { nLayers: this.#nLayers }),
      }),
    )
  }
}

const serves = (open: Hooks, wanted: Hooks): boolean => open === wanted || open === 'affine'

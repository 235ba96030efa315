import { LabError } from '../labError.ts'
import { compileInterventions } from '../steering/affineEdit.ts'
import { streamIndex } from '../steering/hookPoint.ts'
import type { Intervention } from '../steering/intervention.ts'
import type {
  Captured,
  CaptureRequest,
  GenerateRequest,
  Generation,
  GenerationEvent,
  LaneSteering,
  ModelDescription,
  SteerableModel,
  TextSource,
  Tokenized,
} from '../steering/steerableModel.ts'
import { captureSequences } from './capture.ts'
import { checkGenerateRequest, checkSequence, checkSteering } from './checkRequest.ts'
import { LaneWriter } from './generate.ts'
import type { ModelConfig } from './modelConfig.ts'
import type { Runtime } from './runtime.ts'
import type { Sessions } from './sessions.ts'
import type { Tokenizer } from './tokenizer.ts'

/** A SteerableModel on onnxruntime-web. One call at a time runs on the device; others wait their turn. */
export class OrtModel implements SteerableModel {
  readonly about: ModelDescription
  readonly #runtime: Runtime
  readonly #sessions: Sessions
  readonly #config: ModelConfig
  readonly #tokenizer: Tokenizer | null
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: {
    about: ModelDescription
    runtime: Runtime
    sessions: Sessions
    config: ModelConfig
    tokenizer: Tokenizer | null
  }) {
    this.about = parts.about
    this.#runtime = parts.runtime
    this.#sessions = parts.sessions
    this.#config = parts.config
    this.#tokenizer = parts.tokenizer
  }

  async tokenize(source: TextSource): Promise<Tokenized> {
    return this.#requireTokenizer().tokenize(source)
  }

  /** The text of ids, without special tokens. Throws LabError when the model has no tokenizer. */
  decode(ids: readonly number[]): string {
    return this.#requireTokenizer().decode(ids)
  }

  async *capture(request: CaptureRequest): AsyncGenerator<Captured> {
    const { nLayers, dModel } = this.about
    for (const sequence of request.sequences) checkSequence(sequence, this.about)
    const hooks = request.at.map((at) => streamIndex(at, nLayers))
    const interventions = request.interventions ?? []
    const edits =
      interventions.length > 0 ? compileInterventions(interventions, nLayers, dModel) : null
    const logits = request.logits ?? false
    const release = await this.#takeTurn()
    try {
      const session = await this.#sessions.open({
        hooks: hooksFor(interventions),
        logits: logits || request.sequences.some(({ scoredFrom }) => scoredFrom !== undefined),
        lastBlock: Math.max(0, ...hooks.map((hook) => hook - 1)),
      })
      const plan = { sequences: request.sequences, hooks, edits, logits }
      yield* captureSequences(this.#runtime.ort, session, this.#config.headDim ?? 0, plan)
    } finally {
      release()
    }
  }

  generate(request: GenerateRequest): Generation {
    checkGenerateRequest(request, this.about)
    const waiting = new Map<number, LaneSteering>() // updates that came before the writer was made
    let writer: LaneWriter | null = null
    const hooks = hooksFor(request.lanes.flatMap(({ steering }) => steering.interventions))
    const write = async function* (this: OrtModel): AsyncGenerator<GenerationEvent> {
      const release = await this.#takeTurn()
      try {
        const { nLayers } = this.about
        const session = await this.#sessions.open({
          hooks,
          logits: true,
          lastBlock: nLayers - 1,
        })
        writer = new LaneWriter(
          {
            ort: this.#runtime.ort,
            session,
            headDim: this.#config.headDim ?? 0,
            stopIds: new Set(this.#config.stopIds),
            newPieces: () => this.#tokenizer?.pieces() ?? (() => ''),
          },
          request,
        )
        for (const [lane, steering] of waiting) writer.steer(lane, steering)
        yield* writer.write()
      } finally {
        release()
      }
    }.call(this)
    return {
      [Symbol.asyncIterator]: () => write,
      steer: (lane, steering) => {
        const steered = request.lanes[lane]
        if (!steered) throw new RangeError(`there is no lane ${lane}`)
        checkSteering(steered, steering, this.about)
        if (hooks === 'add' && hooksFor(steering.interventions) === 'affine')
          throw new LabError(
            'bad-input',
            'A run that began with additions cannot change to ablating or clamping. Run again.',
          )
        if (
          !steered.shadow &&
          steered.steering.interventions.length === 0 &&
          steering.interventions.length > 0
        )
          throw new LabError(
            'bad-input',
            `The lane ${steered.name} began without steering and without a shadow, so it has no row of its own to steer. Give it a shadow, then run again.`,
          )
        if (writer) writer.steer(lane, steering)
        else waiting.set(lane, steering)
      },
    }
  }

  /** Gives back the memory of a reading session, if one is open. */
  async releaseExtracting(): Promise<void> {
    const release = await this.#takeTurn()
    await this.#sessions.releaseExtracting().finally(release)
  }

  /** Gives everything back. */
  async release(): Promise<void> {
    const release = await this.#takeTurn()
    try {
      await this.#sessions.release()
    } finally {
      this.#runtime.close()
      release()
    }
  }

  #requireTokenizer(): Tokenizer {
    if (!this.#tokenizer)
      throw new LabError(
        'missing-file',
        'This model folder has no tokenizer.json, so it takes token ids only.',
      )
    return this.#tokenizer
  }

  async #takeTurn(): Promise<() => void> {
    const before = this.#turn
    let release = () => {}
    this.#turn = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}

const hooksFor = (interventions: readonly Intervention[]): 'add' | 'affine' =>
  interventions.every(({ kind }) => kind === 'add') ? 'add' : 'affine'

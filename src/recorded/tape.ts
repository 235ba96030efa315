import type { DeriveEvent, DeriveRequest, LabEngine } from '../steering/labEngine.ts'
import type {
  Generation,
  GenerationEvent,
  TextSource,
  Tokenized,
} from '../steering/steerableModel.ts'
import type { HeardRun } from './recordRuns.ts'
import type { Timed } from './replay.ts'

/** A derivation as it was heard. */
export interface HeardDerivation {
  request: DeriveRequest
  events: readonly Timed<DeriveEvent>[]
}

/** An engine that listens to another one: everything goes through, and what was said last can be recorded. */
export interface Tape {
  engine: LabEngine
  /** The runs that ended since the last call, in their order. */
  runs(): HeardRun[]
  /** The derivations that ended since the last call. */
  derivations(): HeardDerivation[]
}

/** Listens to an engine. A run is heard when its prompt was tokenized before by the same engine. */
export function tapeOf(engine: LabEngine): Tape {
  const tokenized: { source: TextSource; tokens: Tokenized }[] = []
  let runs: HeardRun[] = []
  let derivations: HeardDerivation[] = []
  return {
    engine: {
      load: (request) => engine.load(request),
      capture: (request) => engine.capture(request),
      async tokenize(source) {
        const tokens = await engine.tokenize(source)
        tokenized.push({ source, tokens })
        return tokens
      },
      generate(request): Generation {
        const running = engine.generate(request)
        const asked = { ...request, lanes: request.lanes.map((lane) => ({ ...lane })) }
        const events = heard(running, (said: Timed<GenerationEvent>[]) => {
          const text = tokenized.findLast(({ tokens }) => tokens.ids.join() === request.ids.join())
          if (text) runs.push({ ...text, request: asked, events: said })
        })
        return {
          [Symbol.asyncIterator]: () => events,
          steer: (lane, steering) => running.steer(lane, steering),
        }
      },
      derive: (request) =>
        heard(engine.derive(request), (events) => derivations.push({ request, events })),
    },
    runs() {
      const ended = runs
      runs = []
      return ended
    },
    derivations() {
      const ended = derivations
      derivations = []
      return ended
    },
  }
}

/** Passes events on and tells them all, with their times, once the last one has come. */
async function* heard<T>(
  source: AsyncIterable<T>,
  ended: (events: Timed<T>[]) => void,
): AsyncGenerator<T> {
  const start = performance.now()
  const events: Timed<T>[] = []
  for await (const event of source) {
    events.push({ ms: performance.now() - start, event })
    yield event
  }
  ended(events)
}

import { LabError } from '../labError.ts'
import type { LabEngine } from '../steering/labEngine.ts'
import type { LaneSteering, Tokenized } from '../steering/steerableModel.ts'
import { AnswerStream } from './answerStream.ts'
import { type MessageEndpoint, releaseEndpoint } from './endpoint.ts'
import { startHeartbeat } from './heartbeat.ts'
import { PendingCalls, type Waiter } from './pendingCalls.ts'
import { type Calls, marked, type StreamName, type ToHost } from './protocol.ts'
import { readInClient } from './readMessage.ts'

export interface ConnectionOptions {
  heartbeatMs?: number // between pings; 2,000
  silenceMs?: number // without a word means dead; 30,000, because wasm blocks the worker's event loop for seconds
  tokenizeMs?: number // deadline of one tokenize; 60,000
}

/** The engine at the far end of a port. It owns its port: dying or disposing terminates the worker or closes the port. */
export interface EngineConnection extends LabEngine {
  /** Why calls are refused: 'worker-dead' after a death, 'cancelled' after dispose. Null while it lives. */
  readonly closed: LabError | null
  /** Calls `listener` once when the worker dies, or at once if it has. Disposing is not a death. Returns how to stop listening. */
  onDeath(listener: (error: LabError) => void): () => void
  /** Cancels what runs with LabError 'cancelled' and ends the worker. */
  dispose(): void
}

const KEPT =
  'What is on the page is kept; the loaded model and what was running are lost. Load the model again.'

const UNFETCHED =
  'The program that runs the model could not be fetched or started. Check the connection.'

/** Connects to the engine that `serveEngine` serves at the other end of `port`. Make a new worker for a new connection. */
export function connectEngine(
  port: MessageEndpoint,
  { heartbeatMs = 2_000, silenceMs = 30_000, tokenizeMs = 60_000 }: ConnectionOptions = {},
): EngineConnection {
  const post = (message: ToHost): void => port.postMessage(marked(message), { transfer: [] })
  const pending = new PendingCalls(post)
  const mourners = new Set<(error: LabError) => void>()
  let closed: LabError | null = null
  let lastId = 0
  let heard = false // whether the worker has ever said anything

  function read(event: Event): void {
    const message = readInClient((event as MessageEvent<unknown>).data)
    if (!message) return
    heartbeat.heard()
    heard = true
    if (message.kind === 'unreadable') die('The worker could not read a message from the page.')
    else if (message.kind !== 'pong') pending.take(message)
  }

  const failures: Readonly<Record<string, (event: Event) => void>> = {
    error: (event) => {
      const reason = reasonOf(event)
      die(heard || reason ? `The worker that runs the model stopped${reason}.` : UNFETCHED)
    },
    messageerror: () => die('The page could not read a message from the worker.'),
    close: () => die('The channel to the worker that runs the model was closed.'),
  }

  function close(error: LabError): void {
    closed = error
    heartbeat.stop()
    port.removeEventListener('message', read)
    for (const [type, listener] of Object.entries(failures))
      port.removeEventListener(type, listener)
    pending.endAll(error)
    releaseEndpoint(port)
  }

  function die(sentence: string): void {
    if (closed) return
    const error = new LabError('worker-dead', `${sentence} ${KEPT}`)
    close(error)
    for (const listener of mourners) listener(error)
    mourners.clear()
  }

  function open(message: ToHost & { kind: 'call' }, waiter: Waiter): void {
    if (closed) waiter.end(closed)
    else pending.open(message, waiter)
  }

  /** A call with many answers, which is made when the first of them is asked for. */
  function stream<K extends StreamName>(
    id: number,
    call: K,
    request: Calls[K]['request'],
    onStart: () => void = () => {},
  ): AnswerStream<Calls[K]['answer']> {
    const answers = new AnswerStream<Calls[K]['answer']>(
      () => {
        open({ kind: 'call', id, call, request } as ToHost & { kind: 'call' }, {
          answer: (answer) => answers.push(answer as Calls[K]['answer']),
          end: (error) => answers.end(error),
        })
        onStart()
      },
      () => pending.cancel(id),
    )
    return answers
  }

  const heartbeat = startHeartbeat(
    { heartbeatMs, silenceMs },
    () => post({ kind: 'ping' }),
    () => die(`The worker that runs the model has been silent for ${seconds(silenceMs)} seconds.`),
  )
  port.addEventListener('message', read)
  for (const [type, listener] of Object.entries(failures)) port.addEventListener(type, listener)
  port.start?.()

  return {
    load: (request) => stream(++lastId, 'load', request),
    capture: (request) => stream(++lastId, 'capture', request),
    derive: (request) => stream(++lastId, 'derive', request),

    generate(request) {
      const id = ++lastId
      const early: (ToHost & { kind: 'steer' })[] = [] // steerings given before the first answer is asked for
      let started = false
      const answers = stream(id, 'generate', request, () => {
        started = true
        if (!closed) early.forEach(post)
      })
      const steer = (lane: number, steering: LaneSteering): void => {
        if (!(lane in request.lanes))
          throw new RangeError(`There is no lane ${lane}; there are ${request.lanes.length}.`)
        const message = { kind: 'steer', id, lane, steering } as const
        if (!started) early.push(message)
        else if (!closed) post(message)
      }
      return Object.assign(answers, { steer })
    },

    tokenize: (source) =>
      new Promise<Tokenized>((resolve, reject) => {
        const id = ++lastId
        const late = `The model has not turned a text into tokens within ${seconds(tokenizeMs)} seconds.`
        const timer = setTimeout(() => {
          pending.cancel(id)
          pending.end(
            id,
            new LabError(
              'too-slow',
              `${late} Nothing is lost. Try again, or load the model again.`,
            ),
          )
        }, tokenizeMs)
        open(
          { kind: 'call', id, call: 'tokenize', request: source },
          {
            answer: (tokenized) => resolve(tokenized as Tokenized),
            end(error) {
              clearTimeout(timer)
              reject(error ?? new Error('The engine ended tokenize without a value.')) // of no effect once resolved
            },
          },
        )
      }),

    get closed() {
      return closed
    },

    onDeath(listener) {
      if (closed?.code === 'worker-dead') listener(closed)
      else mourners.add(listener)
      return () => mourners.delete(listener)
    },

    dispose() {
      if (closed) return
      mourners.clear()
      post({ kind: 'close' })
      close(
        new LabError('cancelled', 'The lab was closed while the model was at work. Open it again.'),
      )
    },
  }
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toLocaleString('en')

/** What the worker's error event says, if anything: a script that fails to load says nothing. */
function reasonOf(event: Event): string {
  const message = 'message' in event ? event.message : undefined
  return typeof message === 'string' && message !== '' ? ` (${message.replace(/\.$/, '')})` : ''
}

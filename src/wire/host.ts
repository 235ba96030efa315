import type { LabEngine } from '../steering/labEngine.ts'
import type { Generation } from '../steering/steerableModel.ts'
import type { MessageEndpoint } from './endpoint.ts'
import { handOver } from './handOver.ts'
import { marked, type ToClient, type ToHost } from './protocol.ts'
import { type Refused, readInHost } from './readMessage.ts'
import { ServedCall } from './servedCall.ts'
import { packError } from './wireError.ts'

interface Running {
  served: ServedCall
  generation: Generation | null // what `steer` reaches
}

/**
 * Answers the calls that arrive on `port` with `engine`, until the port closes. Call it before the first await of a
 * worker, or messages may be lost. Arrays that `capture` yields are moved away: the engine must not keep them.
 */
export function serveEngine(port: MessageEndpoint, engine: LabEngine): void {
  const running = new Map<number, Running>()
  const post = (message: ToClient, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(marked(message), { transfer })

  function begin(message: ToHost & { kind: 'call' }): void {
    const { id } = message
    if (running.has(id)) return
    const served = new ServedCall(id, post, () => running.delete(id))
    const call: Running = { served, generation: null }
    running.set(id, call)
    try {
      switch (message.call) {
        case 'tokenize':
          void served.settle(engine.tokenize(message.request))
          break
        case 'load':
          void served.stream(engine.load(message.request))
          break
        case 'capture':
          void served.stream(engine.capture(message.request), handOver)
          break
        case 'generate':
          call.generation = engine.generate(message.request)
          void served.stream(call.generation)
          break
        case 'derive':
          void served.stream(engine.derive(message.request))
          break
      }
    } catch (error) {
      void served.fail(error)
    }
  }

  /** A steering that the engine refuses ends its call with the reason: nobody else would hear of it. */
  function steer({ id, lane, steering }: ToHost & { kind: 'steer' }): void {
    const call = running.get(id)
    try {
      call?.generation?.steer(lane, steering)
    } catch (error) {
      void call?.served.fail(error)
    }
  }

  function closeAll(): void {
    for (const { served } of running.values()) void served.cancel()
  }

  /** A steering without sense ends its call; a call without sense only if its id is not taken by one that runs. */
  function refuse({ id, asked, error }: Refused): void {
    const served = running.get(id)?.served
    if (asked === 'steer') void served?.fail(error)
    else if (!served) post({ kind: 'failed', id, error: packError(error) })
  }

  function read(event: Event): void {
    const message = readInHost((event as MessageEvent<unknown>).data)
    if (message?.kind === 'ping') post({ kind: 'pong' })
    else if (message?.kind === 'call') begin(message)
    else if (message?.kind === 'steer') steer(message)
    else if (message?.kind === 'cancel') void running.get(message.id)?.served.cancel()
    else if (message?.kind === 'refused') refuse(message)
    else if (message?.kind === 'close') closeAll()
  }

  port.addEventListener('message', read)
  port.addEventListener('messageerror', () => post({ kind: 'unreadable' }))
  port.addEventListener('close', closeAll)
  port.start?.()
}

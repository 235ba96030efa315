import { LabError } from '../labError.ts'
import { laneSteering, requestShapes } from './payload.ts'
import { type CallName, MARK, type ToClient, type ToHost } from './protocol.ts'
import { index, isRecord } from './shape.ts'
import { errorMessage } from './wireError.ts'

/** A message that is ours but asks for what the host does not have. */
export interface Refused {
  kind: 'refused'
  asked: 'call' | 'steer'
  id: number
  error: LabError
}

/** A message of ours, before anything in it is believed. */
interface Envelope {
  wire?: unknown
  kind?: unknown
  id?: unknown
  call?: unknown
  request?: unknown
  lane?: unknown
  steering?: unknown
  answer?: unknown
  value?: unknown
  error?: unknown
}

const isOurs = (data: unknown): data is Envelope =>
  isRecord(data) && (data as Envelope).wire === MARK

const isId = (id: unknown): id is number => index(id, 'id') === null

/** Reads what arrived in the worker: null when it is not ours, a refusal when it is but makes no sense. */
export function readInHost(data: unknown): ToHost | Refused | null {
  if (!isOurs(data)) return null
  const { kind, id } = data
  if (kind === 'ping' || kind === 'close') return { kind }
  if (!isId(id)) return null
  if (kind === 'cancel') return { kind, id }
  if (kind === 'call') return readCall(id, data)
  if (kind !== 'steer') return null
  const fault = index(data.lane, 'lane') ?? laneSteering(data.steering, 'steering')
  if (fault) return refuse('steer', id, `A running generation cannot be steered: ${fault}.`)
  return data as ToHost & { kind: 'steer' }
}

function readCall(id: number, data: Envelope): ToHost | Refused {
  const call = typeof data.call === 'string' ? data.call : '?'
  if (!Object.hasOwn(requestShapes, call))
    return refuse(
      'call',
      id,
      `The engine has no call "${call}". It has ${Object.keys(requestShapes).join(', ')}.`,
    )
  const fault = requestShapes[call as CallName](data.request, 'request')
  if (fault) return refuse('call', id, `The call ${call} cannot be made: ${fault}.`)
  return data as ToHost & { kind: 'call' }
}

const refuse = (asked: Refused['asked'], id: number, sentence: string): Refused => ({
  kind: 'refused',
  asked,
  id,
  error: new LabError('bad-input', sentence),
})

/** Reads what arrived on the page: null when it is not ours. What an answer holds is checked against its call later. */
export function readInClient(data: unknown): ToClient | null {
  if (!isOurs(data)) return null
  const { kind, id } = data
  if (kind === 'pong' || kind === 'unreadable') return { kind }
  if (!isId(id)) return null
  switch (kind) {
    case 'answer':
      return { kind, id, answer: data.answer }
    case 'value':
      return { kind, id, value: data.value }
    case 'done':
      return { kind, id }
    case 'failed':
      return errorMessage(data.error, 'error') === null
        ? (data as ToClient & { kind: 'failed' })
        : null
    default:
      return null
  }
}

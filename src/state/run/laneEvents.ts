import type { GenerationEvent } from '../../steering/steerableModel.ts'
import { type Gauge, type LabToken, type LaneText, promptToken, replyToken } from './lane.ts'

/** What the events of one run are read against. */
export interface RunContext {
  ids: readonly number[]
  pieces: readonly string[]
  coefficients: readonly number[] // of each lane while the prompt was read
  gauge: Gauge
}

/** The lanes after a burst of events. Tokens that were there keep their identity, so that only new ones are drawn. */
export function applyEvents(
  lanes: readonly LaneText[],
  events: readonly GenerationEvent[],
  context: RunContext,
): LaneText[] {
  return lanes.map((lane, index) => {
    const own = events.filter((event) => event.type !== 'prefill' && event.lane === index)
    return own.length === 0
      ? lane
      : own.reduce((text, event) => apply(text, event, index, context), lane)
  })
}

function apply(
  lane: LaneText,
  event: GenerationEvent,
  index: number,
  context: RunContext,
): LaneText {
  switch (event.type) {
    case 'prefill':
      return lane
    case 'prompt': {
      const coefficient = context.coefficients[index] ?? 0
      const prompt = context.ids.map((id, at) =>
        promptToken(
          at,
          id,
          context.pieces[at] ?? '',
          event.readings[at] ?? null,
          coefficient,
          context.gauge,
        ),
      )
      return { ...lane, prompt }
    }
    case 'step':
      return { ...lane, reply: [...lane.reply, replyToken(event.step, lane.name, context.gauge)] }
    case 'end':
      return {
        ...lane,
        phase: 'done',
        ended: event.stopped,
        reply: event.stopped === 'stop' ? withoutStopToken(lane.reply) : lane.reply,
      }
  }
}

/** The stop token is no word of the reply: it has neither text nor reading. */
function withoutStopToken(reply: readonly LabToken[]): readonly LabToken[] {
  const last = reply.at(-1)
  return last && last.piece === '' && last.reading === null ? reply.slice(0, -1) : reply
}

import { expect } from 'vitest'
import type { LabToken, LaneText } from '../../src/state/run/lane.ts'

/** A recording keeps five digits of a number. */
const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 2))

const asRecorded = (token: LabToken) => ({
  ...token,
  reading: near(token.reading),
  pushed: near(token.pushed),
  logprob: near(token.logprob),
  logprobUnsteered: near(token.logprobUnsteered),
})

/** Expects lanes from recordings to hold what a model wrote, token for token. */
export function expectSameLanes(recorded: readonly LaneText[], live: readonly LaneText[]): void {
  expect(recorded).toEqual(
    live.map((lane) => ({
      ...lane,
      prompt: lane.prompt.map(asRecorded),
      reply: lane.reply.map(asRecorded),
    })),
  )
}

import type { LabState } from '../labState.ts'
import type { LabToken, LaneText } from '../run/lane.ts'
import { cover, coveredPieces } from './wordFilter.ts'
import { filtersWords } from './wordFilterChoice.ts'

const lanes = new WeakMap<LaneText, LaneText>()
const tokens = new WeakMap<LabToken, LabToken>()

/**
 * A lane as the word filter lets it be seen: the pieces of filtered words in the reply are covered, everything else is
 * the same, numbers too. The prompt stays as its author wrote it. Unchanged tokens and lanes keep their identity, and
 * the same lane gives the same answer, so that nothing is drawn twice.
 */
export function coveredLane(lane: LaneText): LaneText {
  const known = lanes.get(lane)
  if (known) return known
  const before = lane.prompt.map(({ piece }) => piece).join('')
  const hidden = coveredPieces(
    lane.reply.map(({ piece }) => piece),
    before,
  )
  const shown = hidden.includes(true)
    ? { ...lane, reply: lane.reply.map((token, i) => (hidden[i] ? coveredToken(token) : token)) }
    : lane
  lanes.set(lane, shown)
  return shown
}

function coveredToken(token: LabToken): LabToken {
  const known = tokens.get(token)
  if (known) return known
  const shown: LabToken = { ...token, piece: cover(token.piece), covered: true }
  tokens.set(token, shown)
  return shown
}

/** How many words of a lane are covered; pieces in a row make one word. */
export function coveredWords({ reply }: LaneText): number {
  return reply.filter(
    (token, i) => token.covered && (!reply[i - 1]?.covered || /^\s/.test(token.piece)),
  ).length
}

const all = new WeakMap<readonly LaneText[], readonly LaneText[]>()

/** The lanes as they may be seen now: all texts that the page shows of them come from here. */
export function shownLanes(state: LabState): readonly LaneText[] {
  if (!filtersWords(state)) return state.lanes
  const shown = all.get(state.lanes) ?? state.lanes.map(coveredLane)
  all.set(state.lanes, shown)
  return shown
}

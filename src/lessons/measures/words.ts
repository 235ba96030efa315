import * as v from 'valibot'
import { firstDifference } from '../../state/run/laneMeasures.ts'
import { laneOf, laneParameters, textOf } from './laneOf.ts'
import { measureKind } from './measureKind.ts'

/** Whether a lane's words differ from the baseline's. */
export const wordsChanged = measureKind(
  'words-changed',
  'yes or no',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const own = laneOf(runs, wanted)
    const rest = laneOf(runs, { ...wanted, lane: 'Baseline' })
    return own && rest && firstDifference(own, rest) !== null
  },
)

/** The token, counted from 1, at which a lane parts from the baseline. */
export const firstChange = measureKind(
  'first-change',
  'count',
  v.strictObject(laneParameters),
  (wanted, _, runs) => {
    const own = laneOf(runs, wanted)
    const rest = laneOf(runs, { ...wanted, lane: 'Baseline' })
    const index = own && rest && firstDifference(own, rest)
    return index === null ? null : index + 1
  },
)

const wordList = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1))

/** Whether a lane's reply has one of these words, whole; a star at a word's end stands for any ending. */
export const contains = measureKind(
  'contains',
  'yes or no',
  v.strictObject({ ...laneParameters, words: wordList }),
  ({ words, ...wanted }, _, runs) => {
    const lane = laneOf(runs, wanted)
    return lane && foundIn(textOf(lane), words) !== null
  },
)

/** The first of these words that a lane's reply has, as it stands there. */
export const wordFound = measureKind(
  'word-found',
  'words',
  v.strictObject({ ...laneParameters, words: wordList }),
  ({ words, ...wanted }, _, runs) => {
    const lane = laneOf(runs, wanted)
    return lane && foundIn(textOf(lane), words)
  },
)

/** How many tokens a lane has written. */
export const replyTokens = measureKind(
  'reply-tokens',
  'count',
  v.strictObject(laneParameters),
  (wanted, _, runs) => laneOf(runs, wanted)?.reply.length ?? null,
)

/** How many different texts a lane has written over the runs of the step. */
export const differentTexts = measureKind(
  'different-texts',
  'count',
  v.strictObject({ lane: laneParameters.lane }),
  ({ lane }, _, runs) =>
    new Set(runs.map(({ lanes }) => textOf(lanes.find(({ name }) => name === lane)!))).size,
)

function foundIn(text: string, words: readonly string[]): string | null {
  const alternatives = words.map((word) => {
    const open = word.endsWith('*')
    const plain = (open ? word.slice(0, -1) : word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return open ? `${plain}[\\p{L}']*` : plain
  })
  const pattern = new RegExp(`(?<![\\p{L}'])(${alternatives.join('|')})(?![\\p{L}])`, 'iu')
  return pattern.exec(text.replaceAll('’', "'"))?.[1] ?? null
}

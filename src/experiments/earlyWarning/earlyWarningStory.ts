import { readingOf, readingScale } from '../../steering/reading.ts'
import type { Ground } from '../experiment.ts'
import { tellingTokens } from '../underTheSurface/stretch.ts'
import type { StoriesFound } from './earlyWarningTasks.ts'
import { warningBank } from './earlyWarningTasks.ts'
import type { WarningTexts } from './earlyWarningTexts.ts'
import { type Readings, smoothed, watchWindow } from './watch.ts'

/** A story with what each judge makes of it, a value a token; null where a judge says nothing. */
export interface Story {
  opening: number
  draw: number
  pieces: string[]
  event: number | null // the first token of the first telling word
  reading: Readings // mean of the last tokens along the direction, in SD
  embedding: Readings // the same of the embedding
  mild: Readings // mild words so far, opening included
  random: (judge: number) => Readings // the same as the reading, along a random direction
}

/** The stories of one task. */
export function storiesOf(
  { set, blocks }: Ground,
  { openings, telling, mild }: WarningTexts,
  opening: number,
  draws: readonly number[],
  found: StoriesFound,
): Story[] {
  const scale = readingScale(set, blocks.read)
  const [tellingSet, mildSet] = [new Set(telling), new Set(mild)]
  const before = tellingTokens([openings[opening]!.text], mildSet).length
  const width = 2 + warningBank.count
  let from = 0
  return draws.map((draw, i): Story => {
    const start = from
    from += found.lengths[i]!
    const pieces = found.pieces.slice(start, from)
    const seriesOf = (judge: number, value = (projection: number) => projection) =>
      smoothed(
        pieces.map((_, token) =>
          judge !== 1 && found.massive[start + token] === 1
            ? null
            : value(found.projections[(start + token) * width + judge]!),
        ),
        watchWindow,
      )
    const ends = tellingTokens(pieces, mildSet).map(({ end }) => end)
    return {
      ...{ opening, draw, pieces },
      event: tellingTokens(pieces, tellingSet)[0]?.start ?? null,
      reading: seriesOf(0, (projection) => readingOf(projection, scale)),
      embedding: seriesOf(1),
      mild: pieces.map((_, token) =>
        token + 1 < watchWindow ? null : before + ends.filter((end) => end <= token + 1).length,
      ),
      random: (judge) => seriesOf(2 + judge),
    }
  })
}

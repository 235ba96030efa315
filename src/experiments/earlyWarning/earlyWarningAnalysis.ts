import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Findings } from '../experiment.ts'
import { type Detection, detect, falseAlarmRate, halvesOf } from './earlyWarningAlarm.ts'
import { alarmClaim } from './earlyWarningAlarmClaim.ts'
import { enoughStories, floorClaims, type Judged } from './earlyWarningClaims.ts'
import { alarmFigure, hintFigure } from './earlyWarningFigures.ts'
import { hintOf, type Tokens, tokensOf } from './earlyWarningHint.ts'
import { hintClaim } from './earlyWarningHintClaim.ts'
import type { Story } from './earlyWarningStory.ts'
import { warningBank } from './earlyWarningTasks.ts'
import type { WarningTexts } from './earlyWarningTexts.ts'
import { alarmThreshold, type Readings } from './watch.ts'

/** What the stories say; null while they are too few and more are to come. */
export async function analyzeStories(
  stories: readonly Story[],
  texts: WarningTexts,
  whole: boolean,
  seeds: { bootstrap: number; halves: number },
): Promise<Findings | null> {
  const events = stories.flatMap(({ event, opening }) => (event === null ? [] : [opening]))
  const quiet = stories.filter(({ event }) => event === null)
  const enough = enoughStories(events, quiet.length)
  const items = itemsOf(stories, texts)
  const byOpening = texts.openings.map((_, opening) => {
    const own = stories.filter((story) => story.opening === opening)
    return { events: own.filter(({ event }) => event !== null).length, stories: own.length }
  })
  if (!enough.holds) {
    if (!whole) return null
    return { claims: floorClaims(enough, byOpening, seeds.bootstrap), figures: [], items }
  }
  const half = halvesOf(
    texts.openings.map(({ kind }) => kind),
    seeds.halves,
  )
  const detections = await judgedBy(stories, (all, values) => detect(all, half, values))
  const tokens = await judgedBy(stories, (all, values) =>
    tokensOf(all, texts.openings.length, values),
  )
  if (!detections || !tokens) return null
  const aucs = {
    reading: hintOf(tokens.reading),
    embedding: hintOf(tokens.embedding),
    mild: hintOf(tokens.mild),
    random: [] as ReturnType<typeof hintOf>[],
  }
  for (const some of tokens.random) {
    aucs.random.push(hintOf(some))
    await yieldToEvents()
  }
  const everyone = texts.openings.map((_, i) => i)
  if (aucs.reading.over(everyone) === null) return null
  const threshold = alarmThreshold(
    quiet.map(({ reading }) => reading),
    falseAlarmRate,
  )!
  const alarm = alarmClaim(enough, detections, threshold, seeds.bootstrap)
  await yieldToEvents()
  const hint = await hintClaim(enough, aucs, byOpening, seeds.bootstrap)
  await yieldToEvents()
  return {
    claims: [alarm, hint],
    figures: [alarmFigure(detections, alarm, seeds.bootstrap), await hintFigure(tokens, hint)],
    items,
  }
}

/** The same figure by every judge; null where one of them has none. */
async function judgedBy<T extends Detection | Tokens>(
  stories: readonly Story[],
  figure: (stories: readonly Story[], values: (story: Story) => Readings) => T | null,
): Promise<Judged<T> | null> {
  const of = async (values: (story: Story) => Readings): Promise<T | null> => {
    await yieldToEvents()
    return figure(stories, values)
  }
  const reading = await of((story) => story.reading)
  const embedding = await of((story) => story.embedding)
  const mild = await of((story) => story.mild)
  const random: T[] = []
  for (let judge = 0; judge < warningBank.count; judge++) {
    const one = await of((story) => story.random(judge))
    if (one) random.push(one)
  }
  return reading && embedding && mild && random.length > 0
    ? { reading, embedding, mild, random }
    : null
}

function itemsOf(stories: readonly Story[], { openings }: WarningTexts): Findings['items'] {
  return {
    columns: [
      ...['opening', 'kind', 'story', 'first telling word at', 'highest reading before it (SD)'],
      ...['mild words before it', 'text'],
    ],
    rows: stories.map(({ opening, draw, event, reading, mild, pieces }) => {
      const before = (values: Readings) =>
        values.slice(0, event ?? values.length).filter((value) => value !== null)
      const highest = before(reading)
      return [
        ...[
          openings[opening]!.text,
          openings[opening]!.kind,
          draw,
          event === null ? null : event + 1,
        ],
        highest.length === 0 ? null : Math.max(...highest),
        ...[before(mild).at(-1) ?? null, pieces.join('')],
      ]
    }),
  }
}

import { intervalOf } from '../effect.ts'
import type { Claim, Control, Experiment } from '../experiment.ts'
import { type Condition, judge } from '../verdict.ts'
import { estimateShare } from './earlyWarningShare.ts'

/** What every judge made of the stories. */
export interface Judged<T> {
  reading: T
  embedding: T
  mild: T
  random: T[]
}

const leastEvents = 10
const leastOpenings = 5
const leastQuiet = 40

export const warningRules: Experiment['claims'] = [
  {
    name: 'alarm',
    says: 'An alarm on the reading goes off before the first telling word, more often than for nothing.',
    rule: 'Shown when the share of telling words with an alarm before them, minus that of other stories with an alarm, lies above 0 (95 % interval over openings), at most .05 of random directions detect as many, and it detects more than the embedding and than a count of mild words (95 % intervals). At floor with fewer than 10 stories with a telling word, of 5 openings, or 40 without.',
  },
  {
    name: 'hint',
    says: 'At a token, the reading is higher where a telling word comes within 20 tokens.',
    rule: 'Shown when the 95 % interval of the AUC over openings lies above .5, also among the tokens of one opening, at most .05 of random directions come as far from .5, and it lies further above .5 than the embedding and than a count of mild words lie from it (95 % intervals). At floor as above.',
  },
]

/** Whether there are stories enough of both kinds to say anything. */
export function enoughStories(events: readonly number[], quiet: number): Condition {
  const openings = new Set(events).size
  return {
    name: 'stories',
    asks: `at least ${leastEvents} with a telling word, of ${leastOpenings} openings, and ${leastQuiet} without`,
    holds: events.length >= leastEvents && openings >= leastOpenings && quiet >= leastQuiet,
  }
}

/** What a claim counts: openings with a telling word, which are the unit, with their stories told beside. */
export function countedOf(eventsByOpening: readonly number[], stories: number) {
  const value = eventsByOpening.reduce((sum, events) => sum + events, 0)
  const beside: Control[] = [{ name: eventStories, value, unit: `of ${stories}` }]
  const n = eventsByOpening.filter((events) => events > 0).length
  return { n, items: 'openings with a telling word', beside }
}

const eventStories = 'stories with a telling word'

/** Both claims where the stories say too little. */
export function floorClaims(
  enough: Condition,
  byOpening: readonly { events: number; stories: number }[],
  seed: number,
): Claim[] {
  const share = estimateShare(byOpening, 'events', 'stories', seed)
  const { n, items, beside } = countedOf(
    byOpening.map(({ events }) => events),
    byOpening.reduce((sum, { stories }) => sum + stories, 0),
  )
  return warningRules.map(({ name, says }) => ({
    ...{ name, says },
    ...judge({
      able: [enough],
      effect: [{ name: 'interval', asks: 'it can be estimated', holds: false }],
    }),
    effects: [{ name: eventStories, ...intervalOf(share), unit: 'share' }],
    controls: beside,
    detectable: null,
    ...{ n, items },
  }))
}

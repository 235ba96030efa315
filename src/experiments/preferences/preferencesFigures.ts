import { effectText, intervalOf } from '../effect.ts'
import type { Claim, Effect } from '../experiment.ts'
import type { Figure, IntervalFigure, MapFigure } from '../figure.ts'
import type { PushEffects } from './preferencesPush.ts'
import type { FoundReading } from './preferencesReadings.ts'
import type { Activity } from './preferencesTexts.ts'

/** The activities by rating and preference, and the rank correlation of every frame beside the placebo's. */
export function orderFigures(
  activities: readonly Activity[],
  preference: readonly number[],
  orders: readonly Claim[],
  placebo: Effect,
): Figure[] {
  const map: MapFigure = {
    kind: 'map',
    name: 'activities',
    title: 'What the model would feel, by its own words',
    sentence: saidOf(orders.slice(0, 1)),
    x: { label: 'rating by the author', unit: '' },
    y: { label: 'happy − sad words', unit: 'nats' },
    points: activities.map(({ name, rating }, i) => ({
      label: name,
      x: rating,
      y: preference[i]!,
      value: rating,
    })),
    valueLabel: 'rating',
  }
  const frames: IntervalFigure = {
    kind: 'intervals',
    name: 'frames',
    title: 'How each question ranks the activities',
    sentence: `${saidOf(orders)} Placebo: ${effectText(placebo)}.`,
    unit: 'ρ',
    rows: [
      ...orders.map(({ name, effects: [effect] }) => ({
        ...{ label: name.replace('order, ', ''), role: 'effect' as const, band: null },
        ...intervalOf(effect!),
      })),
      { ...{ label: placebo.name, role: 'control', band: null }, ...intervalOf(placebo) },
    ],
    marks: [{ value: 1, label: 'the order of the ratings' }],
  }
  return [map, frames]
}

/** The correlation of every reading with the preference, before random directions. */
export const readingFigure = (found: readonly FoundReading[]): IntervalFigure => ({
  kind: 'intervals',
  name: 'readings',
  title: 'How readings of the activities follow the preference',
  sentence: saidOf(found.map(({ claim }) => claim)),
  unit: 'ρ',
  rows: found.map(({ axis, claim: { effects }, band }) => ({
    ...{ label: axis, role: 'effect' as const, band },
    ...intervalOf(effects[0]!),
  })),
  marks: [],
})

/** What a push does to the feeling words in general and class by class, and to the order of the classes. */
export const steeringFigure = (
  claims: readonly Claim[],
  { shift, order, byClass, random }: PushEffects,
): IntervalFigure => ({
  kind: 'intervals',
  name: 'steering',
  title: 'What a push toward trouble changes: the feeling words, or their order',
  sentence: saidOf(claims),
  unit: 'nats',
  rows: [
    {
      ...{ label: 'all activities', role: 'effect' },
      ...intervalOf(shift),
      band: rangeOf(random.shift),
    },
    ...byClass.map((effect) => ({
      ...{ label: effect.name.replace('change of ', ''), role: 'item' as const, band: null },
      ...intervalOf(effect),
    })),
    {
      ...{ label: 'pleasant − unpleasant', role: 'effect' },
      ...{ ...intervalOf(order), band: rangeOf(random.order) },
    },
  ],
  marks: [],
})

const rangeOf = ({ low, high }: { low: number; high: number }) => ({ low, high })

const saidOf = (claims: readonly Claim[]): string =>
  claims
    .map(({ name, effects, verdict }) => `${name}: ${effectText(effects[0]!)}, ${verdict}.`)
    .join(' ')

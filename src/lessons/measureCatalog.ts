import { alarms, highest, threshold } from './measures/alarms.ts'
import { chosen } from './measures/chosen.ts'
import { cost, repeated } from './measures/cost.ts'
import { faithful, speed } from './measures/device.ts'
import { cosineOf } from './measures/directions.ts'
import { doseRank, doseSlope, extreme } from './measures/dose.ts'
import { control, effect, verdict } from './measures/findings.ts'
import { near, nearest } from './measures/map.ts'
import type { MeasureKind } from './measures/measureKind.ts'
import { promptReading, promptTokenCount, tokensOf } from './measures/promptTokens.ts'
import { reading, readingDifference } from './measures/reading.ts'
import {
  contains,
  differentTexts,
  firstChange,
  replyTokens,
  wordFound,
  wordsChanged,
} from './measures/words.ts'

/** Every measure that a lesson can name. */
export const measures: readonly MeasureKind[] = [
  ...[reading, readingDifference, cost, repeated],
  ...[wordsChanged, firstChange, contains, wordFound, replyTokens, differentTexts],
  ...[promptTokenCount, tokensOf, promptReading],
  ...[doseSlope, doseRank, extreme],
  ...[alarms, highest, threshold],
  ...[verdict, effect, control],
  ...[cosineOf, near, nearest, faithful, speed, chosen],
]

export const measureOf = (name: string): MeasureKind | null =>
  measures.find((measure) => measure.name === name) ?? null

import * as v from 'valibot'
import type { TextStorage } from '../textStorage.ts'
import { pointSchema, studySchema } from './pointSchema.ts'
import { MOST_POINTS, runKey, type StudyPoint } from './runPoint.ts'
import { type Study, studyKey } from './study.ts'

/** The own runs that were measured, the oldest first. */
export interface OwnPoints {
  points: readonly StudyPoint[]
  kept: boolean // on this device too; else until the page is left
}

const stored = v.strictObject({
  version: v.literal(1),
  points: v.array(v.unknown()),
})
const storedPoint = v.strictObject({ study: studySchema, point: pointSchema })

/** The points that are kept on the device; a point that cannot be read is left out. Never throws. */
export function restorePoints(storage: TextStorage | undefined): OwnPoints {
  try {
    const points = parsePoints(storage?.read() ?? null)
    return { points: points ?? [], kept: storage !== undefined && points !== null }
  } catch {
    return { points: [], kept: false }
  }
}

/** The points in a text that was kept, the oldest first; null for what another version of the lab may have kept. */
export function parsePoints(text: string | null): StudyPoint[] | null {
  if (text === null) return []
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const found = v.safeParse(stored, value)
  if (!found.success) return null
  const points = found.output.points.map((point) => v.safeParse(storedPoint, point))
  return points.flatMap((point) => (point.success ? [point.output] : [])).slice(-MOST_POINTS)
}

/** Keeps points for the next visit; false where the browser refuses. */
export function keepPoints(
  storage: TextStorage | undefined,
  points: readonly StudyPoint[],
): boolean {
  try {
    storage?.write(JSON.stringify({ version: 1, points }))
    return storage !== undefined
  } catch {
    return false // private windows and full disks
  }
}

/** The points with one more; a run that is made again takes the place of its first time. */
export function withPoint(points: readonly StudyPoint[], added: StudyPoint): StudyPoint[] {
  const key = runKey(added)
  return [...points.filter((point) => runKey(point) !== key), added].slice(-MOST_POINTS)
}

/** All points of both, each run once: as it was stored, for another tab may have made it again. */
export function mergedPoints(
  stored: readonly StudyPoint[],
  own: readonly StudyPoint[],
): StudyPoint[] {
  const known = new Set(stored.map(runKey))
  return [...stored, ...own.filter((point) => !known.has(runKey(point)))].slice(-MOST_POINTS)
}

/** The studies of these points, the one with the newest run first. */
export function studiesIn(points: readonly StudyPoint[]): Study[] {
  const found = new Map<string, Study>()
  for (const { study } of points.toReversed())
    if (!found.has(studyKey(study))) found.set(studyKey(study), study)
  return [...found.values()]
}

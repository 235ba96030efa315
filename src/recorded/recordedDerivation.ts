import * as v from 'valibot'
import { LabError } from '../labError.ts'
import { encodeDirectionFile, parseDirectionFile } from '../steering/directionFile.ts'
import type { DirectionSet } from '../steering/directionSet.ts'
import type { DeriveEvent } from '../steering/labEngine.ts'
import { parsedFile } from './recording.ts'
import type { Timed } from './replay.ts'
import type { HeardDerivation } from './tape.ts'

/**
 * A derivation: its progress and the directions it ended with. The neutral means are those of the shipped direction,
 * which the same texts gave, and are not stored again.
 */
export interface DerivationFile {
  format: 'evenkeel-recorded-derivation/1'
  stages: string[]
  progress: [ms: number, stage: number, done: number, total: number][]
  ms: number // when it was done
  set: Record<string, unknown> // a direction file without neutralMeans
}

const number = v.pipe(v.number(), v.finite(), v.minValue(0))

const schema = v.object({
  format: v.literal('evenkeel-recorded-derivation/1'),
  stages: v.pipe(v.array(v.string()), v.maxLength(100)),
  progress: v.pipe(v.array(v.tuple([number, number, number, number])), v.maxLength(20_000)),
  ms: v.pipe(number, v.maxValue(3_600_000)),
  set: v.record(v.string(), v.unknown()),
})

/** Writes a derivation. Throws RangeError when it was cut short or its neutral texts were others than the shipped ones'. */
export function recordDerivation(heard: HeardDerivation, shipped: DirectionSet): DerivationFile {
  const stages: string[] = []
  const progress: DerivationFile['progress'] = []
  let last: { ms: number; set: DirectionSet } | null = null
  for (const { ms, event } of heard.events) {
    if (event.type === 'derived') last = { ms, set: event.directions }
    else {
      const known = stages.indexOf(event.stage)
      const stage = known < 0 ? stages.push(event.stage) - 1 : known
      progress.push([Math.round(ms), stage, event.done, event.total])
    }
  }
  if (!last) throw new RangeError('the derivation was cut short')
  if (!last.set.neutralMeans.every((value, i) => value === shipped.neutralMeans[i]))
    throw new RangeError('the neutral means differ from those of the shipped direction')
  const { neutralMeans, describe, ...set } = encodeDirectionFile(last.set)
  return {
    format: 'evenkeel-recorded-derivation/1',
    ...{ stages, progress, ms: Math.round(last.ms), set },
  }
}

/** The events of a recorded derivation. Throws LabError with a sentence that names the file. */
export function timedDerivation(
  value: unknown,
  path: string,
  shipped: DirectionSet,
): Timed<DeriveEvent>[] {
  const { stages, progress, ms, set } = parsedFile(schema, value, path)
  const events = progress.map(([ms, stage, done, total]): Timed<DeriveEvent> => {
    const name = stages[stage]
    if (name === undefined)
      throw new LabError('bad-file', `${path} is damaged: it names a stage that it lacks.`)
    return { ms, event: { type: 'progress', stage: name, done, total } }
  })
  const { neutralMeans } = encodeDirectionFile(shipped)
  const directions = parseDirectionFile({ ...set, neutralMeans }, shipped)
  return [...events, { ms, event: { type: 'derived', directions } }]
}

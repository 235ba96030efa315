import * as v from 'valibot'
import { recipes } from '../../steering/directionSet.ts'
import { POINT_LIMITS as most, type RunPoint } from './runPoint.ts'
import { SOURCES, type Study } from './study.ts'

const whole = (from: number, to: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to))
/** A number of two decimals, so that a file and a code hold the same. */
const hundredths = (from: number, to: number) =>
  v.pipe(
    v.number(),
    v.minValue(from),
    v.maxValue(to),
    v.check((value) => Object.is(Math.round(value * 100) / 100, value)),
  )
const shortHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/))
const reading = hundredths(-most.reading, most.reading)
const cost = v.nullable(hundredths(0, most.cost))

export const pointSchema: v.GenericSchema<unknown, RunPoint> = v.strictObject({
  coefficient: hundredths(-most.coefficient, most.coefficient),
  seed: whole(0, most.seed),
  draw: whole(1, most.draw),
  ...{ baseline: reading, steered: reading, random: reading },
  ...{ steeredCost: cost, randomCost: cost },
  tokens: whole(1, most.tokens),
})

export const studySchema: v.GenericSchema<unknown, Study> = v.strictObject({
  ...{ model: shortHash, recipe: v.picklist(recipes), direction: shortHash },
  ...{ prompt: shortHash, sampling: shortHash },
  ...{ steerBlock: whole(0, 999), readBlock: whole(0, 999), source: v.picklist(SOURCES) },
})

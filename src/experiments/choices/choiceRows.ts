import type { Measured } from '../measured.ts'
import type { Table } from '../table.ts'
import { inRows } from './choicesFound.ts'
import { type Fork, wordings } from './fork.ts'
import type { ForkTasks } from './forkTasks.ts'
import { orders } from './letteredChoice.ts'

/** The columns of what was measured item by item, for readings and for choices. */
export const itemColumns = ['part', 'item', 'decoy', 'under', 'way', 'value', 'unit']

/** Every choice under every push: tempting over honest. */
export function choiceRows(
  measured: Measured,
  { rest, direction, random, lettered }: ForkTasks,
  forks: readonly Fork[],
): Table['rows'] {
  const real = forks.filter(({ decoy }) => !decoy)
  const all = new Set([rest, ...direction])
  const byLikelihood = [rest, ...direction, ...random.flat()].flatMap((task) => {
    const asked = all.has(task) ? forks : real
    return inRows(measured.of(task)?.difference ?? [], wordings).flatMap((values, i) =>
      rowsOf('choice by likelihood', asked[i]!, task.name, values, 'nats a token'),
    )
  })
  const byLetter = inRows(measured.of(lettered)?.rest ?? [], orders).flatMap((values, i) =>
    rowsOf('choice by letter', real[i]!, 'rest', values, 'nats'),
  )
  return [...byLikelihood, ...byLetter]
}

const rowsOf = (
  part: string,
  { name, decoy }: Fork,
  under: string,
  values: readonly number[],
  unit: string,
): Table['rows'] =>
  values.map((value, way) => [part, name, decoy ? 'yes' : 'no', under, way + 1, value, unit])

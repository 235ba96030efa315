import { describe, expect, it } from 'vitest'
import { figureTable } from '../../src/figures/figureTable.ts'
import { curves, examples, intervals } from './exampleFigures.ts'

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('the table of a figure', () => {
  it.each(examples)('of $kind holds every number of the picture', (figure) => {
    const { columns, rows } = figureTable(figure)
    const held = numbersIn(rows)
    for (const number of numbersIn(figure)) expect(held).toContain(number)
    for (const row of rows) expect(row).toHaveLength(columns.length)
  })

  it('says what each row is, with units in the head', () => {
    expect(figureTable(intervals).columns[2]).toBe('value (SD)')
    expect(figureTable(intervals).rows.at(-1)).toEqual([
      ...['chance', 'mark', 0.5, null, null, null, null],
    ])
    expect(figureTable(curves).rows[1]).toEqual([
      'fails',
      'effect',
      1,
      'first failure',
      1.72,
      1.1,
      2.2,
    ])
  })
})

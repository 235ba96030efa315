import { describe, expect, it } from 'vitest'
import type { CurveFigure } from '../../src/experiments/figure.ts'
import { figureTable } from '../../src/figures/figureTable.ts'
import { FigureView } from '../../src/figures/figureView.tsx'
import { staticMarkup } from '../../src/figures/staticMarkup.ts'
import { curves, madeHostile } from './exampleFigures.ts'
import { expectInert, textsOf } from './markupChecks.ts'

const lines = Array.from({ length: 30 }, (_, i) => ({
  label: `learner ${i + 1}`,
  points: [
    { x: 1, y: i - 40 },
    { x: 0, y: 2 * i },
  ],
}))
const figure: CurveFigure = { ...curves, threads: { label: 'each learner', lines } }
const drawn = (width: number) => staticMarkup(<FigureView figure={figure} width={width} />)

describe('thin lines behind curves', () => {
  it.each([860, 358])('are drawn behind all curves and named once, %i pixels wide', (width) => {
    const markup = drawn(width)
    expect(markup.match(/class="thread"/g)).toHaveLength(31)
    expect(markup.lastIndexOf('class="thread"')).toBeLessThan(markup.lastIndexOf('class="curve"'))
    expect(textsOf(markup)).toContain('\neach learner\n')
    expect(markup).not.toMatch(/<text[^>]*>learner 7</)
    expect(markup).toContain('<title>learner 7</title>')
  })

  it('fit into the picture: scales reach as far as they do', () => {
    const paths = [
      ...drawn(860).matchAll(/class="thread" d="M[\d.-]+,([\d.-]+)L[\d.-]+,([\d.-]+)"/g),
    ]
    expect(paths).toHaveLength(30)
    const [, height] = /height="(\d+)"/.exec(drawn(860)) ?? []
    for (const [, from, to] of paths)
      for (const y of [Number(from), Number(to)]) {
        expect(y).toBeGreaterThan(0)
        expect(y).toBeLessThan(Number(height))
      }
  })

  it('have every point in the table, and a word in the description', () => {
    const rows = figureTable(figure).rows.filter(([, role]) => role === 'thread')
    expect(rows).toHaveLength(60)
    expect(rows[0]?.slice(0, 3)).toEqual(['learner 1', 'thread', 1])
    expect(drawn(860)).toContain('30 thin lines: each learner.')
  })

  it('stay text when their names are hostile', () => {
    const made = madeHostile({ ...curves, threads: { label: 'each', lines: lines.slice(0, 1) } })
    expectInert(staticMarkup(<FigureView figure={made} width={860} />))
  })
})

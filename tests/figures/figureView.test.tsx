import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../src/experiments/figure.ts'
import { FigureView } from '../../src/figures/figureView.tsx'
import { staticMarkup } from '../../src/figures/staticMarkup.ts'
import { curves, examples, intervals, madeHostile, map, matrix } from './exampleFigures.ts'
import { expectInert, textsOf } from './markupChecks.ts'

const drawn = (figure: Figure, width = 860, highlight?: string[]) =>
  staticMarkup(<FigureView figure={figure} width={width} highlight={highlight} />)

describe.each([860, 358])('a figure %i pixels wide', (width) => {
  it.each(examples)('of $kind is a picture with a text alternative, as wide as asked', (figure) => {
    const markup = drawn(figure, width)
    expect(markup).toMatch(/^<svg [^>]*role="img"/)
    expect(markup).toMatch(
      new RegExp(`width="${width}" height="(\\d+)" viewBox="0 0 ${width} \\1"`),
    )
    expect(markup).toMatch(
      /^<svg [^>]*><title>A title<\/title><desc>What there is to see\. [^<]+<\/desc>/,
    )
    expectInert(markup)
  })

  it('of estimates says every label, value, interval and band', () => {
    const texts = textsOf(drawn(intervals, width))
    expect(texts).toContain('told (effect): +1.24 [+.89, +1.61], random directions −.68 to +.77')
    for (const said of ['told', 'pills', 'cups', 'embedding', 'words alone', 'chance', 'SD'])
      expect(texts).toContain(`\n${said}\n`)
    for (const value of ['+1.24', '+1.28', '+.66', '+.12', '−.40'])
      expect(texts).toContain(`\n${value}\n`)
    expect(texts).toContain('random directions\n')
  })

  it('of curves says every label and value, and names ticks and marks', () => {
    const texts = textsOf(drawn(curves, width))
    for (const said of ['fails, 0: .21', 'fails, 1: 1.72', 'fails, 2: 1.53', 'succeeds, 2: −.34'])
      expect(texts).toContain(said)
    for (const said of ['fails', 'succeeds', 'neutral story', 'start', 'attempt', 'reading (SD)'])
      expect(texts).toContain(`\n${said}\n`)
    expect(texts).toContain('random directions\n')
  })

  it('of cells says every number', () => {
    const texts = textsOf(drawn(matrix, width))
    for (const said of ['.61', '−.12', '.07', '.45', 'scene', 'word', 'desperate'])
      expect(texts).toContain(`\n${said}\n`)
  })

  it('of a map says every point', () => {
    const texts = textsOf(drawn(map, width))
    for (const said of [
      'calm: 1.21, −.72; .81',
      'desperate: −1.53, .94; −.92',
      'puzzled: −.13, .33',
    ])
      expect(texts).toContain(said)
    for (const { label } of map.points) expect(texts).toContain(`\n${label}\n`)
  })

  it.each(examples)('of $kind lets no text become markup', (figure) => {
    const markup = drawn(madeHostile(figure), width)
    expectInert(markup)
    expect(textsOf(markup)).toContain('<script>alert(1)</script>')
  })
})

describe('a figure', () => {
  it('tells roles apart by shape, not by color alone', () => {
    const shapes = (['effect', 'item', 'decoy', 'control', 'rival'] as const).map((role) => {
      const row = { label: 'one', role, value: 0, low: null, high: null, band: null }
      const [, shape] = /class="glyph \w+" (?:c[xy]="[^"]*" )*(r="[^"]+"|d="[^"]+")/.exec(
        drawn({ ...intervals, rows: [row] }),
      )!
      return shape
    })
    expect(new Set(shapes).size).toBe(5)
  })

  it('tells curves of one role apart by their dashes', () => {
    const [first] = curves.curves
    const same = { ...curves, curves: [first!, { ...first!, label: 'another' }] }
    const dashes = [...drawn(same).matchAll(/class="curve" d="[^"]+"( stroke-dasharray="[^"]+")?/g)]
    expect(new Set(dashes.map(([, dash]) => dash)).size).toBe(2)
  })

  it('names one mark in the legend where curves have theirs there, and several at their lines above the curves', () => {
    const place = (markup: string, text: string) => {
      const [, x] = new RegExp(`<text[^>]* x="([\\d.]+)"[^>]*>${text}<`).exec(markup) ?? []
      return { x: Number(x), last: markup.indexOf(`>${text}<`) > markup.lastIndexOf('"curve"') }
    }
    const narrow = drawn(curves, 300)
    expect(place(narrow, 'neutral story')).toEqual({ ...place(narrow, 'fails'), last: false })
    const marks = [...curves.marks, { value: 1, label: 'sad story' }]
    const several = drawn({ ...curves, marks }, 300)
    for (const { label } of marks) expect(place(several, label).last).toBe(true)
  })

  it('rings and labels what is highlighted, also where points are crowded', () => {
    const points = Array.from({ length: 300 }, (_, i) => ({
      ...{ label: `word number ${i}`, x: (i % 17) / 17, y: (i % 19) / 19, value: null },
    }))
    const labeled = (highlight: string[]) =>
      textsOf(drawn({ ...map, points }, 358, highlight)).includes('\nword number 150\n')
    expect(labeled([])).toBe(false)
    expect(labeled(['word number 150'])).toBe(true)
    expect(drawn({ ...map, points }, 358, ['word number 150'])).toContain('class="ring"')
  })

  it('never draws at a place that is no number, whatever the values', () => {
    const value = fc.double({ min: -1e150, max: 1e150, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 6 }),
        fc.integer({ min: 200, max: 1200 }),
        (values, width) => {
          const row = intervals.rows[0]!
          const points = values.map((y, x) => ({ x, y, low: y, high: y }))
          const figures: Figure[] = [
            { ...intervals, rows: values.map((each) => ({ ...row, value: each, low: each })) },
            { ...curves, curves: [{ ...curves.curves[0]!, points }], band: null },
            { ...matrix, rows: values.map((each) => ({ label: 'row', cells: [each, 0] })) },
            { ...map, points: points.map((point) => ({ ...point, label: 'a', value: null })) },
          ]
          for (const figure of figures) expect(drawn(figure, width)).not.toMatch(/NaN|Infinity/)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('draws labels that are too long for it, whole in the text alternative', () => {
    const label = 'a very long label without an end '.repeat(20).trim()
    const rows = intervals.rows.map((row) => ({ ...row, label }))
    const markup = drawn({ ...intervals, rows }, 358)
    expect(markup).toContain('…')
    expect(markup).toContain(`<title>${label} (effect)`)
  })
})

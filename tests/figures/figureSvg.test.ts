import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { figureColors } from '../../src/figures/figureColors.ts'
import { figureRules } from '../../src/figures/figureRules.ts'
import { figureSvg } from '../../src/figures/figureSvg.ts'
import { examples, intervals, madeHostile } from './exampleFigures.ts'
import { expectInert, textsOf } from './markupChecks.ts'

const src = (path: string) => readFileSync(join(import.meta.dirname, '../../src', path), 'utf8')

describe('a figure as a file', () => {
  it.each(examples)(
    'of $kind stands alone: its own style, in light and dark, and nothing else',
    (figure) => {
      const svg = figureSvg(figure)
      expect(svg).toMatch(/^<\?xml [^>]+>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      expect(svg).toContain('@media (prefers-color-scheme: dark)')
      expect(svg).not.toMatch(/var\(|url\(|@import/)
      expect(textsOf(svg)).toContain('What there is to see.')
      expectInert(svg)
    },
  )

  it.each(examples)('of $kind stays a well-formed picture with hostile texts', (figure) => {
    expectInert(figureSvg(madeHostile(figure)))
  })

  it('has one scheme where one is asked for', () => {
    const svg = figureSvg(intervals, { scheme: 'dark', width: 358 })
    expect(svg).toContain(figureColors.dark.ink)
    expect(svg).not.toMatch(/prefers-color-scheme|#1b2430/)
    expect(svg).toContain('viewBox="0 0 358 ')
  })
})

describe('the style of figures', () => {
  it('is the same in the file of the page', () => {
    const [, ...rules] = src('figures/figures.css').split('\n')
    expect(rules.join('\n')).toBe(figureRules)
  })

  it('has the colors of the page', () => {
    const [light = '', dark = ''] = src('ui/palette.css').split('@media')
    for (const [css, scheme] of [
      [light, figureColors.light],
      [dark, figureColors.dark],
    ] as const)
      for (const [name, color] of Object.entries(scheme))
        expect(css).toContain(`--${name}: ${color};`)
  })

  it('has no type below 11 pixels', () => {
    const sizes = [...figureRules.matchAll(/font-size: ([\d.]+)px/g)].map(([, px]) => Number(px))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11)
  })
})

import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/experiments/experiment.ts'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { judge } from '../../src/experiments/verdict.ts'
import { reportHtml } from '../../src/figures/report.tsx'
import { reportMarkdown } from '../../src/figures/reportMarkdown.ts'
import { examples, hostile, madeHostile } from './exampleFigures.ts'
import { expectInert, textsOf } from './markupChecks.ts'

const hash = (letter: string) => letter.repeat(64)

function claim(name: string, part: 'coherent' | 'able' | 'effect', holds: boolean): Claim {
  const effect = [{ name: 'interval', asks: 'it lies above 0', holds: part !== 'effect' || holds }]
  return {
    ...{ name, says: `This is said of ${name}.` },
    ...judge({ effect, [part]: [{ name: 'interval', asks: 'it lies above 0', holds }] }),
    effects: [
      { name: 'mean rise', value: 1.24, low: 0.89, high: 1.61, unit: 'SD' },
      { name: 'rise above the decoys', value: -0.1, low: -0.3, high: 0.1, unit: 'SD' },
    ],
    controls: [
      { name: 'share of random directions', value: 0.015, unit: '' },
      { name: 'random directions', low: -0.68, high: 0.77, unit: 'SD' },
    ],
    ...{ detectable: 0.37, n: 6, items: 'ramps' },
  }
}

const result: ExperimentResult = {
  ...{ experiment: 'danger', title: 'Danger, told and counted', question: 'Does it rise?' },
  paper: { found: 'It rose with the dose.', source: 'The paper, figure 3' },
  protocol: ['Six situations in four steps.'],
  controls: ['Decoy ramps.'],
  model: {
    ...{ name: 'Tiny-Model', dtype: 'q4', weights: '8-bit blocks', device: 'wasm', threads: 2 },
    ...{ nLayers: 30, dModel: 8, vocabSize: 9, contextLength: 99, hash: hash('a') },
    ...{ hasTokenizer: true, hasChatTemplate: true },
  },
  code: '0.1.0',
  passport: {
    ...{ name: 'calm to desperate', model: 'Tiny-Model', modelHash: hash('a'), code: '0.0.9' },
    ...{ contrastHash: hash('b'), recipe: 'feel', recipeHash: hash('c'), neutralTokens: 3209 },
  },
  blocks: { steer: 14, read: 18, reply: 20 },
  seeds: { bootstrap: 1, 'first random direction': 1001 },
  textsAre: 'own',
  skipped: ['Choices are skipped: no chat template.'],
  claims: [
    claim('first', 'effect', true),
    claim('second', 'effect', false),
    claim('third', 'able', false),
    claim('fourth', 'coherent', false),
  ],
  looks: 8,
  figures: examples.map((figure) => ({ ...figure, name: `figure-${figure.kind}` })),
  items: { columns: ['item'], rows: [['one'], ['two']] },
}

/** What every report must say, whatever its form. */
const said = [
  ...['Danger, told and counted', 'Does it rise?', 'It rose with the dose.', 'The paper, figure 3'],
  ...['Tiny-Model', 'q4 in its file, 8-bit blocks at run time', 'CPU (WebAssembly), 2 threads'],
  ...[hash('a'), hash('b'), hash('c'), 'Evenkeel 0.1.0', 'Evenkeel 0.0.9', '3209 neutral tokens'],
  ...['bootstrap 1; first random direction 1001', '8 effects were looked at', 'about .4 would'],
  ...['own texts', 'Six situations in four steps.', 'Decoy ramps.', 'Choices are skipped'],
  ...['+1.24 SD [+.89, +1.61]', '−.10 SD [−.30, +.10]', '.015', '−.68 to +.77 SD', '.37 SD'],
  ...['6 ramps', '2 rows, in items.csv', 'after block 14', 'block 18', 'block 20'],
]

describe('the report of a result', () => {
  const html = reportHtml(result)
  const markdown = reportMarkdown(result)
  const plain = markdown.replaceAll('&lt;', '<').replace(/\\([\\`*_{}[\]>#|~!$+=.)-])/g, '$1')

  it.each([
    ['HTML', textsOf(html)],
    ['Markdown', plain],
  ])('says in %s all that is needed to judge it and to do it again', (_form, text) => {
    for (const each of said) expect(text).toContain(each)
    for (const { name, says, verdict, rule } of result.claims)
      for (const each of [name, says, verdict, rule]) expect(text).toContain(each)
    for (const { title, sentence } of result.figures) {
      expect(text).toContain(title)
      expect(text).toContain(sentence)
    }
  })

  it.each([
    ['HTML', textsOf(html)],
    ['Markdown', plain],
  ])('holds in %s the numbers of every figure as a table', (_form, text) => {
    for (const number of ['−.68', '1.72', '−.34', '.61', '−1.53']) expect(text).toContain(number)
  })

  it('is one inert file as HTML, with every figure in two widths', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html.match(/<html/g)).toHaveLength(1)
    expect(html.match(/<svg /g)).toHaveLength(2 * examples.length)
    expect(html).toContain('default-src &#x27;none&#x27;')
    expect(html).not.toMatch(/url\(|@import/)
    expectInert(html)
  })

  it('names the files of its figures in Markdown, or leaves them out', () => {
    expect(markdown).toContain('![A title](figure-map.svg)')
    expect(reportMarkdown(result, { pictures: false })).not.toContain('.svg')
  })

  it('takes hostile texts for texts', () => {
    const [text = ''] = hostile
    const own: ExperimentResult = {
      ...result,
      ...{ title: text, question: text, skipped: hostile, protocol: hostile, seeds: { [text]: 1 } },
      model: { ...result.model, name: text },
      passport: { ...result.passport, name: hostile[1]! },
      claims: result.claims.map((each) => ({ ...each, name: text, says: text, items: text })),
      figures: result.figures.map(madeHostile),
    }
    expectInert(reportHtml(own))
    expect(textsOf(reportHtml(own))).toContain(text)
    const tags = reportMarkdown(own).match(/<[^>\n]*>/g)
    expect(new Set(tags)).toEqual(new Set(['<details>', '<summary>', '</summary>', '</details>']))
  })

  it('makes no links of addresses and names in Markdown', () => {
    const text = 'see https://example.com, www.example.com or @someone'
    const report = reportMarkdown({ ...result, question: text })
    expect(report).toContain('https&#58;//example.com, www&#46;example.com or &#64;someone')
    expect(report).not.toMatch(/https:\/\/example|www\.example|@someone/)
  })

  it('lets no text become Markdown', () => {
    const texts = ['- a list', '1. a list', '# a head', '| a | cell |', '[a](b)', '`code`\n\n---']
    const own = reportMarkdown({ ...result, skipped: texts, question: '---' })
    expect(own).toContain('\n\n\\---\n\n')
    expect(own).toContain('- \\- a list\n- 1\\. a list\n- \\# a head\n- \\| a \\| cell \\|\n')
    expect(own).toContain('- \\[a\\](b)\n- \\`code\\` ---\n')
  })
})

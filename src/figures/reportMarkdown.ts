import { effectText } from '../experiments/effect.ts'
import type { Claim } from '../experiments/experiment.ts'
import type { Figure } from '../experiments/figure.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import type { Table } from '../experiments/table.ts'
import { figureTable } from './figureTable.ts'
import { precise } from './numeral.ts'
import {
  conditionsInWords,
  controlInWords,
  detectableInWords,
  looksInWords,
  provenance,
  verdictMeanings,
} from './reportWords.ts'

export interface MarkdownOptions {
  pictures?: boolean // whether the SVG files of the figures lie beside it, as NAME.svg
}

/** The report of a result in Markdown. No text of it can become markup. */
export function reportMarkdown(
  result: ExperimentResult,
  { pictures = true }: MarkdownOptions = {},
): string {
  const { title, question, paper, claims, figures, protocol, controls, skipped } = result
  const verdicts = [...new Set(claims.map(({ verdict }) => verdict))]
  const parts = [
    `# ${inert(title)}`,
    inert(question),
    `What the paper found: ${inert(paper.found)} (${inert(paper.source)})`,
    `## What ${inert(result.model.name)} shows`,
    table({
      columns: ['Claim', 'Verdict', 'Effect, 95 % interval'],
      rows: claims.map(({ says, verdict, effects: [effect] }) => [
        ...[says, verdict, effect ? effectText(effect) : null],
      ]),
    }),
    list(verdicts.map((verdict) => `${verdict}: ${verdictMeanings[verdict]}`)),
    inert(looksInWords(result.looks)),
    ...sentences('Skipped', skipped),
    '## Figures',
    ...figures.flatMap((figure) => figureParts(figure, pictures)),
    '## Claims',
    ...claims.flatMap(claimParts),
    '## How it was measured',
    ...sentences('Protocol', protocol),
    ...sentences('Controls', controls),
    '## Where the numbers come from',
    list(provenance(result).map(([name, value]) => `${name}: ${value}`)),
  ]
  return `${parts.join('\n\n')}\n`
}

function claimParts(claim: Claim): string[] {
  const { name, says, verdict, rule, effects, controls, n, items } = claim
  return [
    `### ${inert(name)}: ${verdict}`,
    inert(says),
    inert(rule),
    list([
      ...effects.map((effect) => `${effect.name}: ${effectText(effect)}`),
      ...controls.map((control) => `control: ${control.name}: ${controlInWords(control)}`),
      `parts of the rule: ${conditionsInWords(claim)}`,
      `smallest effect this run could have seen: ${detectableInWords(claim)}`,
      `n: ${n} ${items}`,
    ]),
  ]
}

function figureParts(figure: Figure, pictures: boolean): string[] {
  const { name, title, sentence } = figure
  return [
    `### ${inert(title)}`,
    inert(sentence),
    ...(pictures ? [`![${inert(title)}](${encodeURIComponent(name)}.svg)`] : []),
    `<details><summary>The numbers as a table</summary>`,
    table(figureTable(figure)),
    '</details>',
  ]
}

const sentences = (name: string, texts: readonly string[]): string[] =>
  texts.length === 0 ? [] : [`### ${name}`, list(texts)]

const list = (texts: readonly string[]): string =>
  texts.map((text) => `- ${inert(text)}`).join('\n')

function table({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const cell = (value: string | number | null) =>
    typeof value === 'number' ? precise(value) : inert(value ?? '–')
  return [
    line(columns.map(inert)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(row.map(cell))),
  ].join('\n')
}

/** A text on one line in which no character means anything to Markdown or HTML. */
const inert = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]>#|~!$]/g, '\\$&')
    .replace(/^([-+=])(?=\s|[-=]|$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replaceAll('@', '&#64;') // some readers make links of what looks like a name or an address
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (found) => found.replace('.', '&#46;'))

import type { LessonLevel } from '../state/lessons/lessonProgress.ts'

/** A stretch of a text. `number` stands for a measure of the step, filled in when it is known. */
export type Span =
  | string
  | { kind: 'emphasis' | 'strong'; spans: Span[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; to: string; spans: Span[] } // to a page of the lab: #/…
  | { kind: 'term'; term: string; spans: Span[] } // a word of the glossary
  | { kind: 'number'; measure: string; size: boolean } // size: without its sign

export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'code'; text: string }

/** A text for both readers, or one for each. */
export type LessonText = Block[] | Record<LessonLevel, Block[]>

/** The text for a reader. */
export const textFor = (text: LessonText, level: LessonLevel): Block[] =>
  Array.isArray(text) ? text : text[level]

/** The text without its marks, for titles and plain files; a number is a line to write on. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'code') return block.text
      if (block.kind === 'paragraph') return plainSpans(block.spans)
      return block.items.map((item) => plainText(item)).join(' ')
    })
    .join(' ')
}

function plainSpans(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span
      if (span.kind === 'code') return span.text
      return span.kind === 'number' ? '____' : plainSpans(span.spans)
    })
    .join('')
}

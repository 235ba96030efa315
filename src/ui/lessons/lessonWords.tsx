import type { ReactNode } from 'react'
import type { Step } from '../../lessons/lesson.ts'
import {
  type Block,
  type LessonText,
  plainText,
  type Span,
  textFor,
} from '../../lessons/lessonText.ts'
import { measureOf } from '../../lessons/measureCatalog.ts'
import type { MeasureValues } from '../../lessons/outcome.ts'
import { quantityWords } from '../../lessons/said.ts'
import { Term } from '../help/term.tsx'
import { isTermName } from '../help/terms.ts'
import { useLessonLang } from './lessonLanguage.ts'
import { useLevel } from './useDesk.ts'

interface Props {
  text: LessonText
  step?: Step // whose measures stand in the text
  values?: MeasureValues // of them; without, a number is a line to write on
  plain?: boolean // without explained words, as on paper and inside of labels
}

/** A text of a lesson, for the reader that is chosen. */
export function LessonWords({ text, step, values, plain = false }: Props) {
  const blocks = textFor(text, useLevel())
  return <Blocks blocks={blocks} draw={drawer(step, values, plain)} lang={useLessonLang()} />
}

/** The same without paragraphs, inside of a line. */
export function LessonLine({ text, plain = true }: { text: LessonText; plain?: boolean }) {
  const blocks = textFor(text, useLevel())
  const draw = drawer(undefined, undefined, plain)
  const lang = useLessonLang()
  const words = blocks.map((block, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not move
    block.kind === 'paragraph' ? <Spans key={at} spans={block.spans} draw={draw} /> : null,
  )
  return lang ? <span lang={lang}>{words}</span> : words
}

type Draw = (span: Exclude<Span, string>) => ReactNode

interface BlocksProps {
  blocks: readonly Block[]
  draw: Draw
  lang?: string | undefined // where it is not that of what is around them
}

function Blocks({ blocks, draw, lang }: BlocksProps) {
  return blocks.map((block, at) => {
    const key = `${block.kind} ${at}`
    if (block.kind === 'code')
      return (
        <pre key={key} lang={lang}>
          {block.text}
        </pre>
      )
    if (block.kind === 'paragraph')
      return (
        <p key={key} lang={lang}>
          <Spans spans={block.spans} draw={draw} />
        </p>
      )
    const List = block.ordered ? 'ol' : 'ul'
    return (
      <List key={key} lang={lang}>
        {block.items.map((item) => (
          <li key={plainText(item)}>
            {item.map((inner) =>
              inner.kind === 'paragraph' ? (
                <Spans key={plainText([inner])} spans={inner.spans} draw={draw} />
              ) : (
                <Blocks key={plainText([inner])} blocks={[inner]} draw={draw} />
              ),
            )}
          </li>
        ))}
      </List>
    )
  })
}

function Spans({ spans, draw }: { spans: readonly Span[]; draw: Draw }) {
  return spans.map((span, at) =>
    typeof span === 'string' ? (
      span
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text does not move
      <span key={at}>{draw(span)}</span>
    ),
  )
}

function drawer(step: Step | undefined, values: MeasureValues | undefined, plain: boolean): Draw {
  const draw: Draw = (span) => {
    switch (span.kind) {
      case 'emphasis':
        return (
          <em>
            <Spans spans={span.spans} draw={draw} />
          </em>
        )
      case 'strong':
        return (
          <strong>
            <Spans spans={span.spans} draw={draw} />
          </strong>
        )
      case 'code':
        return <code>{span.text}</code>
      case 'link':
        return (
          <a href={span.to}>
            <Spans spans={span.spans} draw={draw} />
          </a>
        )
      case 'term': {
        const words = <Spans spans={span.spans} draw={draw} />
        return plain || !isTermName(span.term) ? words : <Term name={span.term}>{words}</Term>
      }
      case 'number':
        return values ? (
          <strong className="measured">{measured(span, step, values)}</strong>
        ) : (
          <span className="blank" />
        )
    }
  }
  return draw
}

/** A measure in words; a dash where it could not be taken. */
function measured(
  { measure, size }: { measure: string; size: boolean },
  step: Step | undefined,
  values: MeasureValues,
): string {
  const value = values[measure]
  const as = measureOf(step?.measures[measure]?.of ?? '')?.as
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || !as || as === 'words' || as === 'yes or no') return '–'
  return quantityWords({ value, as }, size)
}

import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block, Span } from '../lessonText.ts'

type Root = ReturnType<typeof fromMarkdown>
type Child = Root['children'][number] | { type: string }

/** A name in the text that is no measure, no word of the glossary or no page, or a mark that lessons do not have. */
export class TextFault extends Error {}

export interface TextNames {
  terms: ReadonlySet<string> // words of the glossary
  measures: ReadonlySet<string> | null // of the step; null where no numbers can stand
}

/**
 * Markdown as blocks: paragraphs, lists, emphasis, code, links to #/…, [[terms]] and {{measures}}. Throws TextFault for
 * anything else.
 */
export const textOfMarkdown = (markdown: string, names: TextNames): Block[] =>
  fromMarkdown(markdown).children.map((child) => blockOf(child, names))

function blockOf(node: Child, names: TextNames): Block {
  if (is(node, 'paragraph')) return { kind: 'paragraph', spans: spansOf(node.children, names) }
  if (is(node, 'code')) return { kind: 'code', text: node.value }
  if (is(node, 'list'))
    return {
      kind: 'list',
      ordered: node.ordered === true,
      items: node.children.map((item) => item.children.map((child) => blockOf(child, names))),
    }
  throw new TextFault(
    `has a ${node.type}. A text has paragraphs, lists and code; a heading is the title of a step`,
  )
}

function spansOf(nodes: readonly Child[], names: TextNames): Span[] {
  return nodes.flatMap((node): Span[] => {
    if (is(node, 'text')) return marked(node.value, names)
    if (is(node, 'emphasis')) return [{ kind: 'emphasis', spans: spansOf(node.children, names) }]
    if (is(node, 'strong')) return [{ kind: 'strong', spans: spansOf(node.children, names) }]
    if (is(node, 'inlineCode')) return [{ kind: 'code', text: node.value }]
    if (is(node, 'break')) return [' ']
    if (is(node, 'link')) {
      if (!node.url.startsWith('#/'))
        throw new TextFault(
          `links to “${node.url}”. Lessons work without a network: link to a page of the lab, such as #/lab`,
        )
      return [{ kind: 'link', to: node.url, spans: spansOf(node.children, names) }]
    }
    throw new TextFault(`has a mark of the kind “${node.type}”, which lessons do not have`)
  })
}

const mark = /\[\[([^\]|]+)(?:\|([^\]]+))?\]\]|\{\{\s*([\w-]+)(?:\s+(\w+))?\s*\}\}/g

/** A stretch of plain text with its [[terms]] and {{measures}}. Line ends become spaces. */
function marked(text: string, names: TextNames): Span[] {
  const spans: Span[] = []
  let from = 0
  const plain = (to: number) => {
    const words = text.slice(from, to).replace(/\s*\n\s*/g, ' ')
    if (words !== '') spans.push(words)
  }
  for (const found of text.matchAll(mark)) {
    plain(found.index)
    spans.push(markOf(found, names))
    from = found.index + found[0].length
  }
  plain(text.length)
  return spans
}

function markOf([, term, shown, measure, word]: RegExpExecArray, names: TextNames): Span {
  if (term !== undefined) {
    const name = term.trim()
    if (!names.terms.has(name))
      throw new TextFault(
        `names the term “${name}”, which the glossary lacks. It has: ${listed(names.terms)}`,
      )
    return { kind: 'term', term: name, spans: [shown?.trim() ?? name] }
  }
  if (!names.measures)
    throw new TextFault(`has {{${measure}}}, but numbers can stand in outcomes alone`)
  if (!names.measures.has(measure!))
    throw new TextFault(
      `has {{${measure}}}, which is no measure of this step. It has: ${listed(names.measures)}`,
    )
  if (word !== undefined && word !== 'size')
    throw new TextFault(`has {{${measure} ${word}}}. Write {{${measure}}} or {{${measure} size}}`)
  return { kind: 'number', measure: measure!, size: word === 'size' }
}

const listed = (names: ReadonlySet<string>): string => [...names].toSorted().join(', ') || 'none'

type NodeOf<Type extends string> = Extract<
  Root['children'][number] | PhrasingOf<Root['children'][number]>,
  { type: Type }
>
type PhrasingOf<Node> = Node extends { type: 'paragraph'; children: (infer Inner)[] }
  ? Inner
  : never

const is = <Type extends string>(node: Child, type: Type): node is NodeOf<Type> =>
  node.type === type

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

export type SyntaxNode = Record<string, unknown> & { type: string }

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value

const src = join(import.meta.dirname, '../../src')

/** The files of src, or of a folder of it, by their path from there. */
export const sourceFiles = (folder = ''): [path: string, source: string][] =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .map((path) => [path, readFileSync(join(src, path), 'utf8')])

/** Every node of a file, outside in. */
export function nodesOf(path: string, source: string): SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isNode(value)) {
      nodes.push(value)
      Object.values(value).forEach(visit)
    }
  }
  visit(parseSync(path, source).program)
  return nodes
}

/** The fixed parts of a string or a template; null for any other node. */
export function fixedParts(node: unknown): string[] | null {
  if (!isNode(node)) return null
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']]
  if (node.type !== 'TemplateLiteral') return null
  const quasis = node['quasis'] as { value: { cooked: string } }[]
  return quasis.map(({ value }) => value.cooked)
}

const spoken = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt']

/** Words that a file of the page says by itself, which no catalog can say in another language. */
export function wordsIn(path: string, source: string): string[] {
  const nodes = nodesOf(path, source)
  const found = nodes.flatMap((node) => {
    if (node.type === 'JSXText') return [String(node['value']).replace(/&\w+;/g, ' ')]
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      return (node['children'] as SyntaxNode[]).flatMap(said)
    if (node.type === 'JSXAttribute') {
      const { name } = node['name'] as { name?: unknown }
      return spoken.includes(String(name)) ? said(node['value']) : []
    }
    return []
  })
  return found
    .map((words) => words.trim().replace(/\s+/g, ' '))
    .filter((words) => /\p{L}/u.test(words))
}

/** What an expression shows of itself: texts, and those that it chooses between; not what calls give. */
function said(node: unknown): string[] {
  const parts = fixedParts(node)
  if (parts) return parts
  if (!isNode(node)) return []
  if (node.type === 'JSXExpressionContainer') return said(node['expression'])
  if (node.type === 'ConditionalExpression')
    return [...said(node['consequent']), ...said(node['alternate'])]
  if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression')
    return node['operator'] === '===' || node['operator'] === '!=='
      ? []
      : [...said(node['left']), ...said(node['right'])]
  return []
}

/** Sentences of refusals that a file says by itself. */
export function refusalsIn(path: string, source: string): string[] {
  return nodesOf(path, source).flatMap((node) => {
    const { name } = (node['callee'] ?? {}) as { name?: unknown }
    if (node.type !== 'NewExpression' || name !== 'LabError') return []
    return said((node['arguments'] as unknown[])[1]).filter((words) => /\p{L}/u.test(words))
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

interface Place {
  imports?: readonly string[] // places of src/
  types?: readonly string[] // places of which only types may be named
  packages?: readonly string[]
}

const domain = ['steering', 'experiments', 'math', 'data']
const everyFloor = [
  ...domain,
  'language',
  'figures',
  'onnx',
  'model',
  'recorded',
  'wire',
  'state',
  'lessons',
  'offline',
  'ui',
]

/** The house, as docs/architecture.md tells it: folders of src/ and the files that stand beside them. */
const places: Record<string, Place> = {
  'labError.ts': {},
  'storageNames.ts': {},
  language: { packages: ['intl-messageformat'] },
  math: {},
  onnx: {},
  steering: { imports: ['math'], packages: ['valibot'] },
  experiments: { imports: ['steering', 'math', 'data'] },
  figures: {
    imports: ['experiments', 'steering', 'math'],
    packages: ['react', 'd3-scale', 'd3-shape'],
  },
  model: {
    imports: ['onnx', 'steering', 'math'],
    packages: ['onnxruntime-web', '@huggingface/transformers', 'valibot'],
  },
  recorded: { imports: ['steering', 'math'], packages: ['valibot'] },
  wire: { types: ['steering'] },
  state: {
    imports: ['language', ...domain],
    packages: ['zustand/vanilla', 'zustand/middleware', 'valibot', 'idb'],
  },
  lessons: {
    imports: ['state', 'language', ...domain],
    packages: ['zustand/vanilla', 'valibot'],
  },
  offline: { imports: ['state'], packages: ['zustand/vanilla', 'idb'] },
  ui: {
    imports: ['lessons', 'state', 'figures', 'language', ...domain],
    packages: ['react', 'react-dom', 'zustand', 'd3-scale', 'd3-shape'],
  },
  commands: {
    imports: ['model', 'onnx', 'figures', ...domain],
    packages: ['node:', 'onnxruntime-web', 'valibot'],
  },
  'main.tsx': { imports: [...everyFloor, 'pageLab.ts'], packages: ['react', 'react-dom'] },
  'pageLab.ts': { imports: [...everyFloor, 'worker.ts'] },
  'serviceWorker.ts': { imports: ['offline'] },
  'worker.ts': { imports: everyFloor, packages: ['onnxruntime-web'] },
  'cli.ts': { imports: ['commands', ...everyFloor], packages: ['node:', 'onnxruntime-web'] },
}
const commonGround = ['labError.ts', 'storageNames.ts']
/** The one file of its place that may name a package. */
const alone: Record<string, string> = {
  'model/diskFolder.ts': 'node:', // opens files
  'figures/staticMarkup.ts': 'react-dom/server', // draws without a page
  'ui/class/linkField.tsx': 'uqr', // draws the QR code of a class link
  // Lessons are compiled when the page is built.
  'lessons/build/lessonPlugin.ts': 'vite',
  'lessons/build/markdownText.ts': 'mdast-util-from-markdown',
  'lessons/build/parseYaml.ts': 'yaml',
  'lessons/build/readLessons.ts': 'node:',
}
const wordless = /^(index|utils?|helpers?|types|common|misc)\.tsx?$/

const placeOf = (path: string) => path.split('/')[0] ?? path

/** What is wrong with a file of src/, one sentence a fault. `path` is relative to src/. */
function violations(path: string, source: string): string[] {
  const { imports, faults } = scan(path, source)
  const lines = source.split('\n').length - 1
  if (lines > 250) faults.push(`has ${lines} lines, 250 is the ceiling`)
  if (wordless.test(posix.basename(path))) faults.push('owns no word: name it after its concept')
  if (!places[placeOf(path)]) faults.push('stands nowhere in the house')
  for (const { to, typeOnly } of imports)
    if (!mayImport(path, to.replace(/\?.*$/, ''), typeOnly)) faults.push(`may not import ${to}`)
  return faults.map((fault) => `src/${path} ${fault}.`)
}

function mayImport(path: string, to: string, typeOnly: boolean): boolean {
  const { imports = [], types = [], packages = [] } = places[placeOf(path)] ?? {}
  if (!to.startsWith('.')) {
    const covers = (name: string) =>
      name.endsWith(':') ? to.startsWith(name) : `${to}/`.startsWith(`${name}/`)
    return [...packages, alone[path] ?? []].flat().some(covers)
  }
  const target = placeOf(posix.join(posix.dirname(path), to))
  const sameFolder = path.includes('/') && target === placeOf(path)
  if (sameFolder || imports.includes(target)) return true
  if (commonGround.includes(path)) return false
  return commonGround.includes(target) || (typeOnly && types.includes(target))
}

interface Found {
  imports: { to: string; typeOnly: boolean }[]
  faults: string[]
}
type SyntaxNode = Record<string, unknown> & { type: string }

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value

/** Every import of a file, however it is spelled, and what the house allows nowhere. */
function scan(path: string, source: string): Found {
  const { program, errors } = parseSync(path, source)
  const found: Found = { imports: [], faults: errors.map(({ message }) => `is broken: ${message}`) }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isNode(value)) {
      note(value, found)
      Object.values(value).forEach(visit)
    }
  }
  visit(program)
  return found
}

function note(node: SyntaxNode, { imports, faults }: Found): void {
  const add = (from: unknown, typeOnly: boolean): void => {
    if (isNode(from) && typeof from['value'] === 'string')
      imports.push({ to: from['value'], typeOnly })
    else faults.push('imports what nobody can know before it runs')
  }
  const named = (child: unknown) => (isNode(child) ? (child['name'] ?? child['value']) : undefined)
  switch (node.type) {
    case 'ImportDeclaration':
      add(node['source'], node['importKind'] === 'type')
      break
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (node['source']) add(node['source'], node['exportKind'] === 'type')
      break
    case 'ImportExpression':
      add(node['source'], false)
      break
    case 'TSImportType':
      add(node['source'], true)
      break
    case 'NewExpression': {
      const [file, base] = node['arguments'] as unknown[]
      const besideThis = isNode(base) && named(base['property']) === 'url' // import.meta.url
      if (besideThis && String(named(file)).startsWith('.')) add(file, false)
      break
    }
    case 'ExportDefaultDeclaration':
      faults.push('has a default export')
      break
    case 'ExportSpecifier':
      if (named(node['exported']) === 'default') faults.push('has a default export')
      break
    case 'TSEnumDeclaration':
      faults.push('declares an enum')
      break
    case 'TSAnyKeyword':
      faults.push('says any')
  }
}

describe('the house', () => {
  it('keeps its rules in every file of src', () => {
    const src = join(import.meta.dirname, '../src')
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => path.replaceAll('\\', '/'))
    expect(files).toContain('labError.ts')
    const faults = files.flatMap((path) => violations(path, readFileSync(join(src, path), 'utf8')))
    expect(faults).toEqual([])
  })

  it.each([
    ['math/vector.ts', "import { LabError } from '../labError.ts'"],
    ['offline/deviceStorage.ts', "import { texts } from '../storageNames.ts'"],
    ['steering/direction.ts', "import { unit } from '../math/vector.ts'\nimport './projection.ts'"],
    ['wire/client.ts', "import type { LabEngine } from '../steering/labEngine.ts'"],
    ['wire/client.ts', "export type { Step } from '../steering/steerableModel.ts'"],
    ['model/runtime.ts', "const ort = await import('onnxruntime-web/wasm')"],
    ['model/diskFolder.ts', "import { readFile } from 'node:fs/promises'"],
    ['state/lab.ts', "import { createStore } from 'zustand/vanilla'"],
    ['figures/staticMarkup.ts', "import { renderToStaticMarkup } from 'react-dom/server'"],
    ['ui/experiments/card.tsx', "import { FigureView } from '../../figures/figureView.tsx'"],
    ['commands/report.ts', "import { reportHtml } from '../figures/report.tsx'"],
    [
      'ui/lab/Trace.tsx',
      "import { line } from 'd3-shape'\nimport styles from './Trace.module.css'",
    ],
    ['ui/lab/Trace.tsx', "import contrast from '../../data/contrast.json'"],
    ['pageLab.ts', "new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })"],
    ['worker.ts', "import url from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'"],
    ['offline/offlineApp.ts', "import type { OfflineApp } from '../state/offlineApp.ts'"],
  ])('lets %s write %s', (path, source) => {
    expect(violations(path, `${source}\n`)).toEqual([])
  })

  it.each([
    ['an upper floor', 'math/vector.ts', "import { residPost } from '../steering/hookPoint.ts'"],
    ['the page', 'serviceWorker.ts', "import { say } from './language/say.ts'"],
    ['the model', 'offline/deviceStorage.ts', "import '../model/httpFolder.ts'"],
    ['a neighbor', 'onnx/node.ts', "import { dot } from '../math/vector.ts'"],
    ['a pillar', 'wire/host.ts', "import { createEngine } from '../model/engine.ts'"],
    ['a pillar, lazily', 'ui/Lab.tsx', "const far = () => import('../wire/client.ts')"],
    ['a pillar, as a type', 'ui/Lab.tsx', "import type { Calls } from '../wire/protocol.ts'"],
    ['a pillar, inline', 'state/lab.ts', "let calls: import('../wire/protocol.ts').Calls"],
    ['a pillar, by passing it on', 'state/lab.ts', "export * from '../model/engine.ts'"],
    ['a value where only types may go', 'wire/host.ts', "export { a } from '../steering/a.ts'"],
    ['a roof', 'ui/Lab.tsx', "new Worker(new URL('../worker.ts', import.meta.url))"],
    ['data', 'steering/recipe.ts', "import contrast from '../data/contrast.json'"],
    ['the outside', 'main.tsx', "import manifest from '../package.json'"],
    ['React below ui', 'state/lab.ts', "import { create } from 'zustand'"],
    ['a package of a longer name', 'ui/Lab.tsx', "import 'react-router'"],
    ['the disk', 'model/httpFolder.ts', "import 'node:fs'"],
    ['the page in a drawing', 'figures/mapPlot.tsx', "import 'react-dom/server'"],
    ['the store in a drawing', 'figures/mapPlot.tsx', "import '../state/lab.ts'"],
    ['anything into labError', 'labError.ts', "import { dot } from './math/vector.ts'"],
    ['anything into storageNames', 'storageNames.ts', "import './labError.ts'"],
    ['the unknown', 'ui/Lab.tsx', 'const any = (name: string) => import(name)'],
    ['a default export', 'math/vector.ts', 'export default function dot() {}'],
    ['a renamed default', 'math/vector.ts', 'const dot = 1\nexport { dot as default }'],
    ['an enum', 'state/lab.ts', 'export enum Phase { idle }'],
    ['any', 'state/lab.ts', 'export const phase = (event: any) => event'],
    ['a file without a word', 'ui/parts/helpers.ts', 'export const one = 1'],
    ['a barrel', 'math/index.ts', "export * from './vector.ts'"],
    ['a place that is not in the table', 'lib/vector.ts', 'export const one = 1'],
    ['a root file that is not in the table', 'app.tsx', 'export const one = 1'],
    ['a file that is too long', 'math/vector.ts', '// line\n'.repeat(250)],
    ['a broken file', 'math/vector.ts', 'export const ='],
  ])('refuses %s', (_what, path, source) => {
    expect(violations(path, `${source}\n`)).toHaveLength(1)
  })
})

import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** Files to write over those of a copy; null takes one away. */
export type Changes = Record<string, string | Uint8Array | null>

/** Makes changed copies of model folders; all are gone after the file's tests. Call it outside of tests. */
export function temporaryFolders() {
  const root = mkdtempSync(join(tmpdir(), 'evenkeel-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  let count = 0
  const empty = (): string => {
    const folder = join(root, `model-${count++}`)
    mkdirSync(folder)
    return folder
  }
  const copy = (source: string, changes: Changes = {}): string => {
    const folder = empty()
    cpSync(source, folder, { recursive: true })
    for (const [path, content] of Object.entries(changes)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      if (content === null) rmSync(join(folder, path))
      else writeFileSync(join(folder, path), content)
    }
    return folder
  }
  return { empty, copy }
}

/** A manifest of the files that a folder holds now. */
export function manifestOf(folder: string): string {
  const files: Record<string, { bytes: number; sha256: string }> = {}
  for (const path of readdirSync(folder, { recursive: true }) as string[]) {
    if (statSync(join(folder, path)).isDirectory()) continue
    const content = readFileSync(join(folder, path))
    const sha256 = createHash('sha256').update(content).digest('hex')
    files[path] = { bytes: content.length, sha256 }
  }
  return JSON.stringify({ files })
}

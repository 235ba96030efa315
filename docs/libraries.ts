import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A library that the page is built from. */
export interface Library {
  name: string
  version: string
  license: string // by its SPDX name
  text: number | null // which of the license texts; null where the package brings none
}

export interface Libraries {
  libraries: Library[]
  texts: string[]
}

interface Package {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
}

/** Stand-ins without content, and types, which no page carries. */
const weightless = /^(empty-npm-package|@types\/|undici-types)/

/** All libraries behind the dependencies of a project, as installed, with the license texts that they bring. By name. */
export function librariesOf(root: string): Libraries {
  const found = new Map<string, Package>()
  const walk = (name: string, from: string): void => {
    const folder = folderOf(name, from, root)
    if (found.has(folder)) return
    const own = readPackage(folder)
    found.set(folder, own)
    for (const next of Object.keys(own.dependencies ?? {})) walk(next, folder)
  }
  for (const name of Object.keys(readPackage(root).dependencies ?? {})) walk(name, root)
  const texts: string[] = []
  const libraries = [...found]
    .filter(([, { name }]) => !weightless.test(name))
    .sort(([, a], [, b]) => (a.name < b.name ? -1 : 1))
    .map(([folder, { name, version, license }]) => ({
      name,
      version,
      license: license ?? 'unknown',
      text: placeOf(licenseText(folder), texts),
    }))
  return { libraries, texts }
}

/** The package as a module in `from` finds it. Throws Error when it is not installed. */
function folderOf(name: string, from: string, root: string): string {
  const folder = join(from, 'node_modules', name)
  if (existsSync(join(folder, 'package.json'))) return folder
  if (from === root) throw new Error(`${name} is not installed. Run npm ci.`)
  const above = from.slice(0, from.lastIndexOf('/node_modules/'))
  return folderOf(name, above.length < root.length ? root : above, root)
}

const readPackage = (folder: string): Package =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

function licenseText(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.md|\.txt)?$/i.test(name))
  return file ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : null
}

/** Where a text stands among the others; it joins them when it is new. */
function placeOf(text: string | null, texts: string[]): number | null {
  if (text === null) return null
  if (!texts.includes(text)) texts.push(text)
  return texts.indexOf(text)
}

import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LabError } from '../src/labError.ts'

const scripts = join(import.meta.dirname, 'folder')

/** What the servers hand out: names of letters, digits, _, - and dots that do not come first. */
const servedPath = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/

/** The command prompt and Notepad want the line ends of Windows; shells elsewhere cannot bear them. */
const forWindows = /(\.bat|\.ps1|README\.txt)$/

export interface DemoParts {
  page: string // a folder with a built page, index.html in it
  headers: readonly string[] // `Name: value`, sent with each file
}

/**
 * Makes the folder that is carried on a stick: the page in `app/`, the servers in `server/`, and a script to start them
 * on each system. `folder` must not exist yet. Throws LabError when the page has files that the servers would refuse.
 */
export async function makeDemoFolder(parts: DemoParts, folder: string): Promise<void> {
  const files = await filesBelow(parts.page)
  if (!files.includes('index.html'))
    throw new LabError('missing-file', `${parts.page} has no index.html: build the page first.`)
  const refused = files.find((path) => !servedPath.test(path))
  if (refused !== undefined)
    throw new LabError(
      'bad-input',
      `The demo's servers hand out names of letters, digits, dots, _ and - only: rename ${refused}.`,
    )
  await mkdir(folder)
  await cp(parts.page, join(folder, 'app'), { recursive: true })
  await mkdir(join(folder, 'server'))
  for (const path of await filesBelow(scripts))
    await writeText(folder, path, await readFile(join(scripts, path), 'utf8'))
  await writeText(
    folder,
    'server/headers.txt',
    lines([...parts.headers, 'Cache-Control: no-cache']),
  )
  await writeText(folder, 'server/busybox.conf', lines(await busyboxTypes()))
}

/** Whether a file of the demo folder can be started: on disk and in the zip. */
export const isProgram = (path: string): boolean => /\.(sh|command)$/.test(path)

/** All files below a folder, as paths with / in a fixed order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort()
}

async function writeText(folder: string, path: string, text: string): Promise<void> {
  const unix = text.replaceAll('\r\n', '\n')
  await writeFile(join(folder, path), forWindows.test(path) ? unix.replaceAll('\n', '\r\n') : unix)
  await chmod(join(folder, path), isProgram(path) ? 0o755 : 0o644)
}

/** The same types as the other servers', in the form that BusyBox reads: `.ending:type`. */
async function busyboxTypes(): Promise<string[]> {
  const table = await readFile(join(scripts, 'server/types.txt'), 'utf8')
  return table
    .trim()
    .split(/\r?\n/)
    .map((line) => `.${line.replace(' ', ':').replace('; ', ';')}`)
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LabError } from '../src/labError.ts'
import { buildPage, pageHeaders } from './builtPage.ts'
import { makeDemoFolder } from './demoFolder.ts'
import { sizeOf, zipFolder } from './demoZip.ts'

// npm run demo [-- FOLDER]
// Makes evenkeel-demo and evenkeel-demo.zip in FOLDER (here, without one), in place of older ones.

const root = join(import.meta.dirname, '..')
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

/** Builds and packs beside the old folder, and puts the new one in its place only when all of it stands. */
async function makeDemo(target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  const workshop = await mkdtemp(join(target, '.evenkeel-demo-'))
  try {
    const page = join(workshop, 'page')
    await buildPage(page)
    const made = join(workshop, 'evenkeel-demo')
    await makeDemoFolder({ page, headers: await pageHeaders() }, made)
    await zipFolder(made, `${made}.zip`)
    for (const name of ['evenkeel-demo', 'evenkeel-demo.zip']) {
      await rm(join(target, name), { recursive: true, force: true })
      await rename(join(workshop, name), join(target, name))
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

try {
  const target = resolve(process.argv[2] ?? root)
  await makeDemo(target)
  const folder = join(target, 'evenkeel-demo')
  console.log(`${folder}      ${megabytes(await sizeOf(folder))}`)
  console.log(`${folder}.zip  ${megabytes((await stat(`${folder}.zip`)).size)}`)
  console.log(
    'Copy the folder to a stick, or unpack the zip there, and double-click the script for',
  )
  console.log('the system: README.txt in it says which. docs/demo.md tells the rest.')
} catch (error) {
  if (!(error instanceof LabError)) throw error
  console.error(error.message)
  process.exit(1)
}

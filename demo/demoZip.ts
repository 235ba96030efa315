import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Zip, ZipDeflate } from 'fflate'
import { LabError } from '../src/labError.ts'
import { filesBelow, isProgram } from './demoFolder.ts'

const largest = 2 ** 32 - 2 ** 24 // the sizes in a plain zip have 32 bits, with room for its table
const fixedDate = new Date(2026, 0, 1) // the same files give the same zip, whenever and wherever it is made
const unix = 3
const shrinks =
  /\.(html|js|mjs|css|json|webmanifest|txt|md|svg|wasm|csv|sh|command|bat|ps1|pl|py|conf)$/

/**
 * Packs a folder under its own name, file after file, so that a large model never lies in memory. Weights go in as they
 * are, scripts keep the right to be started. Throws LabError above 4 GB, which a plain zip cannot hold.
 */
export async function zipFolder(folder: string, file: string): Promise<void> {
  const paths = await filesBelow(folder)
  if ((await sizeOf(folder)) > largest)
    throw new LabError('bad-input', 'A zip holds up to 4 GB: carry the folder itself instead.')
  const out = openSync(file, 'w')
  try {
    const zip = new Zip((error, bytes) => {
      if (error) throw error
      writeFileSync(out, bytes)
    })
    for (const path of paths) {
      // Level 0 is deflate that copies: stored entries whose size comes after them are refused by some readers.
      const entry = new ZipDeflate(`${basename(folder)}/${path}`, {
        level: shrinks.test(path) ? 9 : 0,
      })
      entry.mtime = fixedDate
      entry.os = unix
      entry.attrs = (isProgram(path) ? 0o100755 : 0o100644) << 16
      zip.add(entry)
      for await (const bytes of createReadStream(join(folder, path), { highWaterMark: 2 ** 20 }))
        entry.push(bytes)
      entry.push(new Uint8Array(0), true)
    }
    zip.end()
  } finally {
    closeSync(out)
  }
}

/** Bytes of all files below a folder. */
export async function sizeOf(folder: string): Promise<number> {
  const paths = await filesBelow(folder)
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

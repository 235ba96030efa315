import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { LabError } from '../labError.ts'
import type { ModelFolder } from './modelFolder.ts'

/** A model folder on disk, for the command line and for tests. */
export function diskFolder(folder: string): ModelFolder {
  return {
    name: basename(resolve(folder)),
    list: () => readdir(folder, { recursive: true }).catch(() => []),
    async read(path, { onBytes } = {}) {
      try {
        const bytes = await readFile(join(folder, path))
        onBytes?.(bytes.byteLength, bytes.byteLength)
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException
        if (code === 'ENOTDIR')
          throw new LabError('bad-file', `${folder} is a file. Name the folder that it lies in.`, {
            cause,
          })
        if (code === 'ENOENT')
          throw new LabError('missing-file', `${path} is not in ${folder}. Check the folder.`, {
            cause,
          })
        throw new LabError('bad-file', `${path} in ${folder} cannot be read: ${String(cause)}`, {
          cause,
        })
      }
    },
  }
}

import { LabError } from '../labError.ts'

/** Where a model's files come from: a folder behind a URL, or one on disk. Paths use / and are relative to the folder. */
export interface ModelFolder {
  readonly name: string
  /** The bytes of one file. Throws LabError `missing-file` when it is not there, `network` when it cannot be reached. */
  read(path: string, options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>>
  /** The paths of all files, where the folder can be listed. */
  list?(): Promise<string[]>
  /** Drops a kept copy that turned out to be damaged, where the folder keeps copies. */
  forget?(path: string, hash: string): Promise<void>
}

export interface ReadOptions {
  onBytes?: (done: number, total: number) => void // total is 0 while unknown
  signal?: AbortSignal
  hash?: string // the file's expected SHA-256; a cache may key on it
}

/** The bytes of a file that may be absent: null then. */
export async function readOptional(
  folder: ModelFolder,
  path: string,
  options?: ReadOptions,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await folder.read(path, options)
  } catch (error) {
    if (error instanceof LabError && error.code === 'missing-file') return null
    throw error
  }
}

/** Parses a file as JSON. Throws LabError `bad-file` that names it. */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  if (bytes.byteLength === 0)
    throw new LabError('bad-file', `${path} is empty (0 bytes). Fetch it again.`)
  const text = new TextDecoder().decode(bytes)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = /^\s*</.test(text) ? 'it is an HTML page' : 'it is not valid JSON'
    throw new LabError('bad-file', `${path} cannot be read: ${reason}. Fetch it again.`, { cause })
  }
}

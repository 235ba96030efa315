import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseIndex, type RecordedIndex } from '../src/recorded/recordedIndex.ts'
import { parseRecording, type Recording } from '../src/recorded/recording.ts'

/** The folder of recordings beside a model, on disk. */
export class RecordingFiles {
  readonly #folder: string

  constructor(modelFolder: string) {
    this.#folder = join(modelFolder, 'evenkeel/recordings')
  }

  /** The index; null where there is none that can be used. */
  async index(): Promise<RecordedIndex | null> {
    try {
      return parseIndex(JSON.parse(await this.#read('index.json')))
    } catch {
      return null
    }
  }

  /** Any file as JSON. */
  async json(file: string): Promise<unknown> {
    return JSON.parse(await this.#read(file))
  }

  /** A file of runs; null where it is not there. Throws LabError when it is damaged. */
  async runs(file: string): Promise<Recording | null> {
    const text = await this.#read(file).catch(() => null)
    return text === null ? null : parseRecording(JSON.parse(text), file)
  }

  /** Writes a file and gives its SHA-256. */
  async write(file: string, value: unknown): Promise<string> {
    await mkdir(this.#folder, { recursive: true })
    const text = `${JSON.stringify(value)}\n`
    await writeFile(join(this.#folder, file), text)
    return hashOf(text)
  }

  async remove(file: string): Promise<void> {
    await rm(join(this.#folder, file), { force: true })
  }

  /** Forgets everything. */
  clear(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }

  #read(file: string): Promise<string> {
    return readFile(join(this.#folder, file), 'utf8')
  }
}

/** The SHA-256 of a text or of bytes, hex. */
export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

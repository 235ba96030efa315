import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measurement } from '../experiments/measured.ts'
import { measurementLine, parseMeasurementLine } from '../experiments/measurementLine.ts'
import { encodeHeader, parseHeader, type RunHeader } from '../experiments/runHeader.ts'
import type { RunStep, Shard } from '../experiments/runTasks.ts'
import { LabError } from '../labError.ts'

/** The file of a run, or of one part of it. */
const logName = (shard: Shard | null): string =>
  shard === null ? 'measurements.jsonl' : `measurements-${shard.index + 1}-of-${shard.count}.jsonl`

/** What a log holds: its run, and the tasks that are done. */
export interface MeasurementLog {
  header: RunHeader
  key: string
  measured: Map<string, Measurement>
  rest: string // of a line that was cut off at the end
}

/** Reads a log. A last line that was cut off by a crash is left out. Throws LabError for other damage. */
export async function readLog(path: string): Promise<MeasurementLog> {
  const [first = '', ...lines] = (await readFile(path, 'utf8')).split('\n')
  let head: unknown
  try {
    head = JSON.parse(first)
  } catch (cause) {
    throw new LabError('bad-file', `${path} is no file of measurements. Remove it.`, { cause })
  }
  const header = await parseHeader(head)
  const measured = new Map<string, Measurement>()
  const whole = lines.slice(0, -1) // each ends in a line break; what follows the last one is a rest
  for (const [i, line] of whole.entries()) {
    const { task, measurement } = parseMeasurementLine(line, `${path}, line ${i + 2}`)
    measured.set(task, measurement)
  }
  return { header, key: (head as { key: string }).key, measured, rest: lines.at(-1) ?? '' }
}

/**
 * The log of a run in a folder, new or with what an earlier part of the very same run has measured. Throws LabError
 * where the folder holds another run or a damaged one: nothing is overwritten.
 */
export async function openLog(folder: string, header: RunHeader, shard: Shard | null) {
  const path = join(folder, logName(shard))
  const head = await encodeHeader(header)
  await mkdir(folder, { recursive: true }).catch(unwritable(folder))
  const before = existsSync(path) ? await readLog(path) : null
  if (before && before.key !== head.key)
    throw new LabError(
      'bad-input',
      `${path} holds measurements of another run: of other texts, another model or another version. Choose another --out, or remove that file.`,
    )
  const measured = before?.measured ?? new Map<string, Measurement>()
  if (before === null || before.rest !== '') {
    const lines = [...measured].map(([task, measurement]) => measurementLine({ task, measurement }))
    const whole = [JSON.stringify(head), ...lines, ''].join('\n')
    await writeFile(`${path}.new`, whole).catch(unwritable(folder))
    await rename(`${path}.new`, path).catch(unwritable(folder))
  }
  return {
    measured,
    async add(step: RunStep): Promise<void> {
      await appendFile(path, `${measurementLine(step)}\n`).catch(unwritable(folder))
      measured.set(step.task, step.measurement)
    },
  }
}

const unwritable =
  (folder: string) =>
  (cause: unknown): never => {
    const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new LabError(
      'bad-input',
      `--out ${folder} cannot be written${reason}. Choose another folder or free some space; what was measured before is kept.`,
      { cause },
    )
  }

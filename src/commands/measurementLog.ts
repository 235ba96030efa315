import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
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
  return { header, key: (head as { key: string }).key, measured }
}

/** The log of a run in a folder, begun anew unless it holds an earlier part of the very same run. */
export async function openLog(folder: string, header: RunHeader, shard: Shard | null) {
  const path = join(folder, logName(shard))
  const head = await encodeHeader(header)
  await mkdir(folder, { recursive: true })
  const before = await readLog(path).catch(() => null)
  const measured = before?.key === head.key ? before.measured : new Map<string, Measurement>()
  const lines = [...measured].map(([task, measurement]) => measurementLine({ task, measurement }))
  await writeFile(path, [JSON.stringify(head), ...lines, ''].join('\n'))
  return {
    measured,
    async add(step: RunStep): Promise<void> {
      measured.set(step.task, step.measurement)
      await appendFile(path, `${measurementLine(step)}\n`)
    },
  }
}

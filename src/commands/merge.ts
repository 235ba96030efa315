import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../labError.ts'
import { type Flags, text } from './flags.ts'
import { type MeasurementLog, readLog } from './measurementLog.ts'
import { writeResult } from './writeResult.ts'

/** `merge FOLDER …`: puts the parts of one run together and writes what they say, as if it had been run in one. */
export async function merge(folder: string, flags: Flags, ...more: string[]): Promise<unknown> {
  const paths = (await Promise.all([folder, ...more].map(logsIn))).flat()
  const logs = await Promise.all(paths.map(readLog))
  const [first, ...others] = logs
  if (!first)
    throw new LabError(
      'missing-file',
      `${folder} holds no measurements. Run \`experiment\` with --out first.`,
    )
  const stray = others.findIndex(({ key }) => key !== first.key)
  if (stray >= 0)
    throw new LabError(
      'model-mismatch',
      `${paths[stray + 1]} and ${paths[0]} are of different runs: experiment, texts, model, direction, threads and version must agree. Keep the parts of one run.`,
    )
  const measured = new Map(logs.flatMap((log) => [...log.measured]))
  requireAll(first, measured)
  return writeResult(text(flags, 'out') ?? folder, first.header, measured)
}

function requireAll({ header }: MeasurementLog, measured: ReadonlyMap<string, unknown>): void {
  const missing = header.plan.tasks.filter(({ name }) => !measured.has(name))
  if (missing.length > 0)
    throw new LabError(
      'missing-file',
      `${missing.length} of ${header.plan.tasks.length} tasks are missing, such as “${missing[0]?.name}”. Run the other parts, then merge again.`,
    )
}

async function logsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new LabError('missing-file', `${folder} cannot be read. Check the path.`, { cause })
  })
  return names
    .filter((name) => /^measurements.*\.jsonl$/.test(name))
    .map((name) => join(folder, name))
}

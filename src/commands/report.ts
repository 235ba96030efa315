import { join } from 'node:path'
import { type Flags, readJson } from './flags.ts'
import { parseResult } from './resultFile.ts'
import { writeReport } from './writeResult.ts'

/** `report FOLDER`: writes items.csv, the figures and the reports again from its result.json. */
export async function report(folder: string, _flags: Flags): Promise<unknown> {
  const result = parseResult(await readJson(join(folder, 'result.json')))
  return { folder, files: await writeReport(folder, result) }
}

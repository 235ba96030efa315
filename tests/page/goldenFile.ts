import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isModelGolden, type ModelGolden } from '../../src/commands/verifyModelGolden.ts'

export type ReferenceValues = Omit<ModelGolden, 'greedy'> & {
  greedy: (ModelGolden['greedy'][number] & { text: string })[]
}

/** The reference values of the bundled model; see tests/golden/README.md. */
export async function referenceValues(): Promise<ReferenceValues> {
  const file = join(import.meta.dirname, '../golden/smollm2-135m-instruct.json')
  const golden: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!isModelGolden(golden)) throw new Error('the reference values are of another form')
  return golden as ReferenceValues
}

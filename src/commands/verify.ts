import { LabError } from '../labError.ts'
import type { Check } from '../steering/labEngine.ts'
import { type Flags, readJson, required } from './flags.ts'
import { openModel } from './openModel.ts'
import { isModelGolden, verifyModelGolden } from './verifyModelGolden.ts'
import { isTinyGolden, verifyTinyGolden } from './verifyTinyGolden.ts'

/** `verify`: this build's numbers against reference values of another implementation. */
export async function verify(folder: string, flags: Flags): Promise<unknown> {
  const path = required(flags, 'golden')
  const golden = await readJson(path)
  const contrast = flags.contrast === undefined ? null : await readJson(required(flags, 'contrast'))
  const { model } = await openModel(folder, flags)
  let checks: Check[]
  if (isTinyGolden(golden)) checks = await verifyTinyGolden(model, golden)
  else if (isModelGolden(golden)) checks = await verifyModelGolden(model, golden, contrast)
  else
    throw new LabError(
      'bad-file',
      `${path} holds no reference values that the lab knows. Use a golden file.`,
    )
  if (checks.length === 0)
    throw new LabError(
      'bad-file',
      `${path} holds no value that could be checked. Use a golden file.`,
    )
  return { checks, ok: checks.every(({ ok }) => ok) }
}

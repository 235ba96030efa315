import { diskFolder } from '../model/diskFolder.ts'
import { type Loaded, loadModel } from '../model/loadModel.ts'
import type { Intervention } from '../steering/intervention.ts'
import type { ModelDescription, TextSource } from '../steering/steerableModel.ts'
import { parseSteerFile } from '../steering/steerFile.ts'
import { type Flags, readJson, text, wholeNumbers } from './flags.ts'
import { nodeRuntimes } from './nodeRuntime.ts'
import { UsageError } from './usage.ts'

/** Loads a model folder on the CPU, progress on stderr, without the page's self-test. */
export async function openModel(folder: string, flags: Flags): Promise<Loaded> {
  const dtype = text(flags, 'dtype')
  return loadModel(diskFolder(folder), nodeRuntimes, {
    device: 'wasm',
    check: false,
    memoryBudget: 8 * 2 ** 30,
    ...(dtype !== undefined && { dtype }),
    onEvent: (event) => {
      if (event.type === 'note') process.stderr.write(`${event.text}\n`)
    },
  })
}

/** The ids that --ids, --text or --chat stand for; exactly one of them is given. */
export async function idsOf({ model }: Loaded, flags: Flags): Promise<number[]> {
  const [ids, raw, chat] = [text(flags, 'ids'), text(flags, 'text'), text(flags, 'chat')]
  if ([ids, raw, chat].filter((value) => value !== undefined).length !== 1)
    throw new UsageError('Give exactly one of --ids, --text and --chat.')
  if (ids !== undefined) return wholeNumbers(ids, 'ids')
  const source: TextSource =
    raw !== undefined
      ? { kind: 'raw', text: raw }
      : { kind: 'chat', messages: [{ role: 'user', content: chat ?? '' }] }
  return (await model.tokenize(source)).ids
}

/** The interventions of --steer, none without it. */
export async function steeringOf(about: ModelDescription, flags: Flags): Promise<Intervention[]> {
  const path = text(flags, 'steer')
  return path === undefined ? [] : parseSteerFile(await readJson(path), about)
}

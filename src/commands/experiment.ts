import { blocksOf } from '../experiments/blocks.ts'
import { experimentOf } from '../experiments/catalog.ts'
import { experimentNames, type Ground } from '../experiments/experiment.ts'
import { headerOf, type RunHeader } from '../experiments/runHeader.ts'
import { runTasks, type Shard } from '../experiments/runTasks.ts'
import { LabError } from '../labError.ts'
import type { Loaded } from '../model/loadModel.ts'
import { parseDirectionFile } from '../steering/directionFile.ts'
import { type Flags, readJson, required, text } from './flags.ts'
import { openLog } from './measurementLog.ts'
import { openModel } from './openModel.ts'
import { writeResult } from './writeResult.ts'

/** `experiment list`: the names. `experiment NAME MODEL`: measures what is not measured yet, then writes what it says. */
export async function experiment(name: string, flags: Flags, folder?: string): Promise<unknown> {
  if (folder === undefined) return experimentNames
  const asked = experimentOf(name)
  const out = required(flags, 'out')
  const shard = shardOf(text(flags, 'shard'))
  const textsFile = text(flags, 'texts')
  const texts = textsFile === undefined ? undefined : await readJson(textsFile)
  const loaded = await openModel(folder, flags)
  const header = headerOf(asked, await groundOf(loaded, flags), texts)
  for (const sentence of header.plan.skipped) process.stderr.write(`${sentence}\n`)
  const measured = await measure(header, loaded, out, shard)
  if (shard) {
    const done = header.plan.tasks.filter(({ name: task }) => measured.has(task)).length
    return { experiment: name, shard: `${shard.index + 1}/${shard.count}`, tasks: done }
  }
  return writeResult(out, header, measured)
}

async function measure(header: RunHeader, { model }: Loaded, out: string, shard: Shard | null) {
  const { plan } = header
  const log = await openLog(out, header, shard)
  const cost = new Map(
    plan.tasks.map(({ name, cost: { read, written } }) => [name, read + 5 * written]),
  )
  const mine = plan.tasks.filter((_, i) => !shard || i % shard.count === shard.index)
  const left = () =>
    mine.reduce((sum, { name }) => sum + (log.measured.has(name) ? 0 : cost.get(name)!), 0)
  const total = left()
  const start = performance.now()
  const done = new Set(log.measured.keys())
  for await (const step of runTasks(plan, model, done, shard ? { shard } : {})) {
    await log.add(step)
    const seconds = (performance.now() - start) / 1000
    const rest = left()
    const more = Math.ceil((seconds * rest) / (total - rest))
    process.stderr.write(`\r${step.task}: ${seconds.toFixed(0)} s, about ${more} s left    `)
  }
  process.stderr.write('\n')
  return log.measured
}

/** The direction that was asked for, else the one shipped beside the model. */
async function groundOf({ summary }: Loaded, flags: Flags): Promise<Ground> {
  const { about, direction } = summary
  const file = text(flags, 'directions')
  const set = file === undefined ? direction : parseDirectionFile(await readJson(file), about)
  if (!set)
    throw new LabError(
      'missing-file',
      'This model ships no direction. Make one with `derive MODEL --contrast FILE --out FILE`, then give it with --directions FILE.',
    )
  return { about, set, blocks: blocksOf(about.nLayers) }
}

/** Reads i/n, counted from 1. Throws LabError for anything else. */
function shardOf(value: string | undefined): Shard | null {
  if (value === undefined) return null
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(value) ?? []).map(Number)
  if (!index || !count || index > count)
    throw new LabError(
      'bad-input',
      `--shard is "${value}". Give a part such as 1/4, from 1/4 to 4/4.`,
    )
  return { index: index - 1, count }
}

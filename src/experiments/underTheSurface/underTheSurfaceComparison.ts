import { bootstrapStatistic } from '../../math/bootstrap.ts'
import { type GroupedAuc, groupedAuc } from '../../math/groupedAuc.ts'
import { type Interval, mean } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import { meanOver } from '../estimate.ts'
import { type Condition, isBaseline } from '../writing/condition.ts'
import type { ReadStretch } from './underTheSurfaceStretch.ts'
import { push, readingBank, surfaceRandomSeeds } from './underTheSurfaceTasks.ts'

/** Stretches of pushed texts against those of texts at rest, by one way of reading. */
export interface Comparison {
  pushed: number // stretches
  rest: number
  prompts: number // that have both
  auc: Interval & { error: number }
  size: Interval // mean reading of a prompt's pushed stretches minus that of its others, in SD
  rising: number // prompts where it lies above 0
  randomTexts: number[] // AUC of texts pushed along each random direction
  randomReadings: number[] // AUC of the same texts read along each random direction
  embedding: Floor
  mild: Floor // a judge that counts mild words
  calmer: Interval | null // AUC of texts pushed the other way, below .5 where they read calmer
  underPush: number // AUC under the text's own push
}

/** What another judge makes of the same stretches. */
interface Floor {
  auc: Interval
  below: Interval & { error: number } // AUC of the reading, minus how far this judge's lies from .5, either way
}

export type Way = 'inContext' | 'alone'

/** One look at stretches, and what is claimed of it. */
export interface Look {
  name: string
  says: string
  free: ReadStretch['free']
  way: Way
}

/** Fewer prompts with stretches on both sides say nothing. */
const leastPrompts = 3

/** Compares stretches free of some words, read in one way, over prompts; null where too few prompts have them. */
export async function compareStretches(
  all: readonly ReadStretch[],
  free: ReadStretch['free'],
  way: Way,
  seed: number,
): Promise<Comparison | null> {
  const stretches = all.filter((stretch) => stretch.free === free)
  const prompts = [...new Set(stretches.map(({ prompt }) => prompt))].sort((a, b) => a - b)
  const everyone = prompts.map((_, i) => i)
  const groupsOf = (belongs: (c: Condition) => boolean) => {
    const some = stretches.filter(({ condition }) => belongs(condition))
    return prompts.map((prompt) => some.filter((stretch) => stretch.prompt === prompt))
  }
  const along = (coefficient: number) =>
    groupsOf((c) => c.along === 'direction' && c.coefficient === coefficient)
  const rest = groupsOf(isBaseline)
  const [pushed, calmer] = [along(push), along(-push)]
  const aucOf = (value: (stretch: ReadStretch) => number, groups = pushed): GroupedAuc =>
    groupedAuc(
      rest.map((some) => some.map(value)),
      groups.map((some) => some.map(value)),
    )
  const inBoth = (groups: typeof rest) =>
    everyone.filter((i) => rest[i]!.length > 0 && groups[i]!.length > 0)
  const paired = inBoth(pushed)
  if (paired.length < leastPrompts) return null
  const estimate = (statistic: (picked: readonly number[]) => number | null) =>
    bootstrapStatistic(prompts.length, statistic, seed)
  const reading = (stretch: ReadStretch) => stretch[way]
  const own = aucOf(reading)
  const floor = async (value: (stretch: ReadStretch) => number): Promise<Floor> => {
    await yieldToEvents()
    const judge = aucOf(value)
    const below = (picked: readonly number[]) => {
      const [a, b] = [own.over(picked), judge.over(picked)]
      return a === null || b === null ? null : a - 0.5 - Math.abs(b - 0.5)
    }
    return { auc: estimate(judge.over), below: estimate(below) }
  }
  const randomTexts = surfaceRandomSeeds.flatMap((known) => {
    const groups = groupsOf((c) => c.along === 'random' && c.seed === known)
    const auc = aucOf(reading, groups).over(everyone)
    return auc === null ? [] : [auc]
  })
  await yieldToEvents()
  const randomReadings = Array.from(
    { length: readingBank.count },
    (_, i) => aucOf((stretch) => stretch.random[way][i]!).over(everyone)!,
  )
  await yieldToEvents()
  const sizes = paired.map((i) => mean(pushed[i]!.map(reading)) - mean(rest[i]!.map(reading)))
  return {
    pushed: pushed.flat().length,
    rest: rest.flat().length,
    prompts: sizes.length,
    auc: estimate(own.over),
    size: meanOver(sizes, seed),
    rising: sizes.filter((size) => size > 0).length,
    ...{ randomTexts, randomReadings },
    embedding: await floor(({ embedded }) => embedded),
    mild: await floor(({ mild }) => mild),
    calmer: inBoth(calmer).length < leastPrompts ? null : estimate(aucOf(reading, calmer).over),
    underPush: aucOf(({ underPush }) => underPush).over(everyone)!,
  }
}

import { adjustedRand } from '../../math/adjustedRand.ts'
import { sphericalClusters } from '../../math/sphericalClusters.ts'
import { mean, quantile } from '../../math/statistics.ts'
import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim, Experiment } from '../experiment.ts'
import { judge } from '../verdict.ts'
import type { WordSpaces } from './emotionMapSpaces.ts'

const clusterCount = 8
const starts = 8
const stable = 0.8

export const clusterRule: Experiment['claims'][number] = {
  name: 'clusters',
  says: 'The words fall into the same eight clusters whatever the start and the templates.',
  rule: 'Shown when clusterings from different starts agree, and those of both halves of the templates do (adjusted Rand of .8 or more on average, 1 is the same, 0 is chance). Clusters that are not shown must not be named.',
}

/** The cluster of each word from the first start, and whether other starts and other templates give the same. */
export async function clusterClaim(
  { words, block, halves }: WordSpaces,
  firstSeed: number,
): Promise<{ claim: Claim; clusters: Uint16Array }> {
  const seeds = Array.from({ length: starts }, (_, start) => firstSeed + start)
  const clustered: Uint16Array[] = []
  const ofHalves: number[] = []
  for (const seed of seeds) {
    clustered.push(sphericalClusters(block.vectors, clusterCount, seed))
    await yieldToEvents()
    const [first, second] = halves.map(({ vectors }) =>
      sphericalClusters(vectors, clusterCount, seed),
    )
    ofHalves.push(adjustedRand(first!, second!))
    await yieldToEvents()
  }
  const pairs = clustered.flatMap((a, i) => clustered.slice(i + 1).map((b) => adjustedRand(a, b)))
  const value = mean(pairs)
  const overHalves = mean(ofHalves)
  const judgment = judge({
    effect: [
      { name: 'other starts', asks: 'an adjusted Rand of .8 or more', holds: value >= stable },
      {
        name: 'other templates',
        asks: 'an adjusted Rand of .8 or more',
        holds: overHalves >= stable,
      },
    ],
  })
  const { name, says } = clusterRule
  const unit = 'adjusted Rand'
  const claim: Claim = {
    ...{ name, says, ...judgment },
    effects: [
      {
        name: `agreement of ${starts} starts (95 % of their pairs)`,
        ...{ value, low: quantile(pairs, 0.025), high: quantile(pairs, 0.975), unit },
      },
    ],
    controls: [{ name: 'agreement of both halves of the templates', value: overHalves, unit }],
    detectable: null,
    ...{ n: words.length, items: 'words' },
  }
  return { claim, clusters: clustered[0]! }
}

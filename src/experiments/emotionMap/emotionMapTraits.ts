import { drawnSpearman } from '../../math/drawnRankCorrelation.ts'
import { pearson } from '../../math/rankCorrelation.ts'
import type { Experiment } from '../experiment.ts'

/** What a component is held against. Ratings and scores are those of the same words, in their order. */
export interface Trait {
  name: string
  says: string
  component: 0 | 1
  scale: 'valence' | 'arousal'
  unit: string
  statistic: Statistic
  parts: { name: string; statistic: Statistic }[] // what else is told of it
}

/**
 * A figure of scores along a component and ratings, −1 … 1, for one draw of the words after another: a function of the
 * indices drawn; null where there is none.
 */
export type Statistic = (
  scores: readonly number[],
  ratings: readonly { valence: number; arousal: number }[],
) => (drawn: readonly number[]) => number | null

type Scale = Trait['scale']

const leastOfASign = 5

/** How scores follow a scale over all words. */
const linear =
  (scale: Scale): Statistic =>
  (scores, ratings) => {
    const rated = ratings.map((rating) => rating[scale])
    return (drawn) =>
      pearson(
        drawn.map((i) => scores[i]!),
        drawn.map((i) => rated[i]!),
      )
  }

const ranked =
  (scale: Scale): Statistic =>
  (scores, ratings) =>
    drawnSpearman(
      scores,
      ratings.map((rating) => rating[scale]),
    )

/** How they follow it by ranks among pleasant words only (sign 1), or unpleasant ones (−1). Null with fewer than five. */
const within =
  (sign: 1 | -1, scale: Scale): Statistic =>
  (scores, ratings) => {
    const has = ratings.map(({ valence }) => Math.sign(valence) === sign)
    if (has.filter(Boolean).length < leastOfASign) return () => null
    const correlation = ranked(scale)(scores, ratings)
    return (drawn) => correlation(drawn.filter((i) => has[i]))
  }

/** The mean of both signs: what is left when the sign itself is taken away. */
const withinSigns: Statistic = (...of) => {
  const signs = [within(1, 'valence')(...of), within(-1, 'valence')(...of)] as const
  return (drawn) => {
    const [pleasant, unpleasant] = [signs[0](drawn), signs[1](drawn)]
    return pleasant === null || unpleasant === null ? null : (pleasant + unpleasant) / 2
  }
}

const partsOf = (scale: Scale): Trait['parts'] => [
  { name: 'the same by ranks', statistic: ranked(scale) },
  { name: 'by ranks, pleasant words only', statistic: within(1, scale) },
  { name: 'by ranks, unpleasant words only', statistic: within(-1, scale) },
]

export const traits: readonly Trait[] = [
  {
    name: 'valence',
    says: 'The largest axis of the emotion words is how pleasant they are.',
    ...{ component: 0, scale: 'valence', unit: 'r', statistic: linear('valence') },
    parts: partsOf('valence'),
  },
  {
    name: 'arousal',
    says: 'The second largest axis is how aroused they are.',
    ...{ component: 1, scale: 'arousal', unit: 'r', statistic: linear('arousal') },
    parts: partsOf('arousal'),
  },
  {
    name: 'valence beyond its sign',
    says: 'The largest axis also orders pleasant words among themselves, and unpleasant ones.',
    ...{ component: 0, scale: 'valence', unit: 'rank correlation', statistic: withinSigns },
    parts: [],
  },
]

/**
 * What is claimed of a component, and the rule that decides. Random directions are no part of it: where a trait is the
 * largest axis indeed, many directions through the same vectors follow it as well.
 */
export const traitRule = ({ name, says }: Trait): Experiment['claims'][number] => ({
  name,
  says,
  rule: 'Shown when the 95 % interval over words lies above what 95 % of Gaussian vectors reach, the words’ own embeddings do worse, whichever way they point (95 % interval of the difference), and words read in one half of the templates, placed on the component of the other half, still do better than 95 % of Gaussian vectors.',
})

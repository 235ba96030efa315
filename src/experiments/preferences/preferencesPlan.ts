import type { Ground } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { readWords, type WordReading } from '../reading/emotionWords.ts'
import { type Condition, directionConditions, randomConditions } from '../writing/condition.ts'
import { framesOf } from './preferencesFrames.ts'
import { type Tournament, tournamentOf } from './preferencesPairs.ts'
import {
  askNextWord,
  askPlacebo,
  readActivities,
  readEmbeddings,
  readSentences,
  type ScoreTask,
} from './preferencesTasks.ts'
import type { PreferencesTexts } from './preferencesTexts.ts'

/** The push that is tested, with both signs, in typical norms. */
export const coefficient = 0.2
const wordsAtOnce = 8

export const preferencesSeeds = {
  bootstrap: 1,
  'pairs of activities': 1,
  'first random direction, reading': 1001,
  'first of eight random directions, steering': 2001,
}

/** Everything that is measured, by what it is for. */
export interface PreferencesTasks {
  feeling: ScoreTask[] // one a wording
  placebo: ScoreTask[] // one a wording
  readings: Task<{ vectors: Float32Array }>[] // one a wording
  words: Task<WordReading>[] // the bank, in parts
  embeddings: Task<{ vectors: Float32Array }>
  yesNo: { wordings: ScoreTask[]; better: ScoreTask; worse: ScoreTask }
  pushed: { condition: Condition; task: ScoreTask }[] // wording 1, without the baseline
  sentences: { condition: Condition; task: Task<{ nll: number[] }> }[] // the baseline first
  rather: Tournament
  choice: Tournament
}

/** The tasks of the experiment for a model and texts. */
export function preferencesTasks(ground: Ground, texts: PreferencesTexts): PreferencesTasks {
  const frames = framesOf(ground.about.hasChatTemplate, texts)
  const wordings = ([0, 1] as const).map((i) => texts.activities.map((each) => each.wordings[i]))
  const first = wordings[0]!
  const pushes = [
    ...directionConditions([coefficient, -coefficient]),
    ...randomConditions(
      Array.from(
        { length: 8 },
        (_, i) => preferencesSeeds['first of eight random directions, steering'] + i,
      ),
      [coefficient, -coefficient],
    ),
  ]
  const partsOfBank = Array.from(
    { length: Math.ceil(texts.wordBank.length / wordsAtOnce) },
    (_, i) => texts.wordBank.slice(i * wordsAtOnce, (i + 1) * wordsAtOnce),
  )
  const tournament = (name: 'rather' | 'choice') =>
    tournamentOf(name, frames[name], texts, preferencesSeeds['pairs of activities'])
  return {
    feeling: wordings.map((each, i) =>
      askNextWord(`feeling words, wording ${i + 1}`, ground, frames.feeling, each),
    ),
    placebo: wordings.map((each, i) => askPlacebo(`placebo, wording ${i + 1}`, each)),
    readings: wordings.map((each, i) =>
      readActivities(`readings, wording ${i + 1}`, ground, frames.feeling, each),
    ),
    words: partsOfBank.map((words, i) =>
      readWords(`words ${i}`, words, [ground.blocks.read], ground),
    ),
    embeddings: readEmbeddings('embeddings', ground, [...texts.happy, ...texts.sad]),
    yesNo: {
      wordings: wordings.map((each, i) =>
        askNextWord(`yes or no, wording ${i + 1}`, ground, frames.yesNo, each),
      ),
      ...obviousOf(ground, frames.yesNo, texts),
    },
    pushed: pushes.map((condition) => ({
      condition,
      task: askNextWord('feeling words', ground, frames.feeling, first, condition),
    })),
    sentences: directionConditions([0, coefficient, -coefficient]).map((condition) => ({
      condition,
      task: readSentences('sentences', ground, texts.neutral, condition),
    })),
    rather: tournament('rather'),
    choice: tournament('choice'),
  }
}

const obviousOf = (
  ground: Ground,
  frame: Parameters<typeof askNextWord>[2],
  { obvious }: PreferencesTexts,
): Pick<PreferencesTasks['yesNo'], 'better' | 'worse'> => ({
  better: askNextWord(
    'yes or no, obvious, better',
    ground,
    frame,
    obvious.map(({ better }) => better),
  ),
  worse: askNextWord(
    'yes or no, obvious, worse',
    ground,
    frame,
    obvious.map(({ worse }) => worse),
  ),
})

/** The tasks in the order in which they run: what says most comes first. */
export const inOrder = (tasks: PreferencesTasks): Task[] => [
  ...tasks.feeling,
  ...tasks.placebo,
  ...tasks.readings,
  ...tasks.words,
  tasks.embeddings,
  ...tasks.sentences.map(({ task }): Task => task),
  ...tasks.pushed.map(({ task }) => task),
  ...tasks.yesNo.wordings,
  tasks.yesNo.better,
  tasks.yesNo.worse,
  ...[tasks.rather, tasks.choice].flatMap(({ rounds, obvious }) => [
    obvious,
    ...rounds.map(({ task }) => task),
  ]),
]

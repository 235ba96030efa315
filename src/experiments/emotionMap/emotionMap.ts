import type { Experiment, Ground } from '../experiment.ts'
import type { Measured, Task } from '../measured.ts'
import { analyzeEmotionMap } from './emotionMapAnalysis.ts'
import { clusterRule } from './emotionMapClusters.ts'
import type { EmotionMap } from './emotionMapPlane.ts'
import { readWordGroups } from './emotionMapReading.ts'
import { wordSpaces } from './emotionMapSpaces.ts'
import { emotionMapTexts, parseEmotionMapTexts } from './emotionMapTexts.ts'
import { traitRule, traits } from './emotionMapTraits.ts'

const seeds = {
  bootstrap: 1,
  'Gaussian vectors': 2,
  'first random direction': 4001,
  'first start of clusters': 5001,
}

/** Which axes the emotion words spread along, and whether they are what people rate. */
export const emotionMap: Experiment = {
  name: 'map',
  title: 'The map of 171',
  question: 'Are the two largest axes of the emotion words how pleasant and how aroused they are?',
  paper: {
    found:
      'Vectors of 171 emotion words: the first component holds 26 % of the variance and follows human valence (r .81), the second holds 15 % and follows arousal (r .66), over 45 rated words.',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026), geometry',
  },
  protocol: [
    'The paper’s 171 words in eight sentences such as “I feel … .”, read plainly at the last token, the period (block 18 of 30): the mean over the sentences, minus the mean over the words, at unit length.',
    'The two leading principal components of these vectors; their signs are set by the ratings, their order is not.',
    'Ratings of valence and arousal for 67 of the words, from −1 to 1: rough values of one person, written for this project, not human norms.',
    'Correlations with the 95 % bootstrap over words. Ranks are told beside r, and within pleasant and within unpleasant words, because ratings have two humps and r is mostly their sign.',
    'Clusters: spherical k-means with eight clusters from eight starts. Neighbors: by cosine of the vectors.',
  ],
  controls: [
    'Gaussian vectors in place of the words, 1,000 draws.',
    '1,000 random directions through the same vectors, told beside: many of them follow valence, so a correlation says little of a direction, and the claim is about the largest axes only.',
    'The embeddings of the words’ own tokens, on their own components; where one points is arbitrary, so one that follows the other way counts as much.',
    'Words read in one half of the sentences, on the component of the other half.',
    'The token that is read is the same for all words, or the run is refused.',
  ],
  claims: [...traits.map(traitRule), clusterRule],
  texts: emotionMapTexts,
  textsHelp:
    'templates: at least 4 sentences with {X}. words: at least 20. ratings: for at least 12 of the words, valence (unpleasant to pleasant) and arousal (drowsy to excited), from -1 to 1.',
  plan(ground, value) {
    const texts = parseEmotionMapTexts(value)
    const groups = readWordGroups(ground, texts)
    return {
      tasks: groups.map(({ task }): Task => task),
      skipped: [],
      seeds,
      analyze: (measured) =>
        analyzeEmotionMap({
          dModel: ground.set.dModel,
          groups: measured.among(groups),
          ratings: texts.ratings,
          seeds: {
            bootstrap: seeds.bootstrap,
            gaussian: seeds['Gaussian vectors'],
            random: seeds['first random direction'],
            start: seeds['first start of clusters'],
          },
        }),
    }
  },
}

/** The map that a run has measured, whole or so far, for placing words; null while too few words are read. */
export async function measuredEmotionMap(
  ground: Ground,
  value: unknown,
  measured: Measured,
): Promise<EmotionMap | null> {
  const texts = parseEmotionMapTexts(value)
  const groups = measured.among(readWordGroups(ground, texts))
  const spaces = await wordSpaces(groups, texts.ratings, ground.set.dModel)
  return (
    spaces && {
      model: { name: ground.about.name, hash: ground.about.hash },
      block: ground.blocks.read,
      templates: texts.templates,
      words: spaces.words,
      ...spaces.block,
    }
  )
}

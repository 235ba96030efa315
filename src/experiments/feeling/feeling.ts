import type { Experiment } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { analyzeFeeling } from './feelingAnalysis.ts'
import { centeringRule, foundRule } from './feelingClaims.ts'
import { readEmotions } from './feelingReading.ts'
import { feelingTexts, parseFeelingTexts } from './feelingTexts.ts'

const seeds = { bootstrap: 1, 'first shuffle': 2001, 'first random direction': 3001 }

/** Whether scenes that show an emotion without its word lie nearest to that emotion's direction. */
export const feeling: Experiment = {
  name: 'feeling',
  title: 'Feeling without the word',
  question: 'Is the emotion that a scene shows without its word found in the residual stream?',
  paper: {
    found:
      'Twelve prompts that show an emotion without naming it: their cosines with twelve emotion vectors, on a scale of ±.10, have a strong diagonal.',
    source:
      'Emotion Concepts and their Function in a Large Language Model (2026), table 2 and figure 2',
  },
  protocol: [
    'Forty-eight scenes of one sentence, four for each of twelve emotions, none with the word for it, read plainly: the mean over their tokens (block 18 of 30, massive tokens left out).',
    'The direction of an emotion: three words for it in eight “I feel …” sentences, at the last token of each (block 18), the mean over them minus the mean over the twelve emotions. Where the paper takes stories, this takes words: a small model writes no usable stories.',
    'Plain cosine: of the scene with the direction. Centered cosine: of the scene minus the mean over all scenes.',
    'Found: the emotion’s cosine is the largest of the twelve, or among the three largest; ties count against it.',
    'Rates with the 95 % Wilson interval, differences with the 95 % bootstrap over scenes, which the rules take. Beside them the 95 % bootstrap over emotions, with all scenes of each: it says what would hold of other emotions.',
  ],
  controls: [
    'Labels of the scenes shuffled, 10,000 times.',
    'Labels shuffled among pleasant scenes and among unpleasant ones: what is left beyond the tone.',
    '100 sets of twelve random directions in place of the emotions.',
    'The embedding, which knows the words of a scene and nothing of how they combine.',
    'The last token of the words’ sentences is the same for all words, or the run is refused.',
  ],
  claims: [
    foundRule({ first: 3, withinTones: false }),
    foundRule({ first: 1, withinTones: false }),
    centeringRule,
    foundRule({ first: 3, withinTones: true }),
  ],
  texts: feelingTexts,
  textsHelp:
    'emotions: at least 6, each with its name, a tone (pleasant, unpleasant or neither), words that name it, and at least 2 scenes that show it without those words.',
  plan(ground, value) {
    const emotions = readEmotions(ground, parseFeelingTexts(value))
    return {
      tasks: emotions.map(({ task }): Task => task),
      skipped: [],
      seeds,
      analyze: (measured) =>
        analyzeFeeling({
          ground,
          emotions: measured.among(emotions),
          seeds: {
            bootstrap: seeds.bootstrap,
            shuffle: seeds['first shuffle'],
            random: seeds['first random direction'],
          },
        }),
    }
  },
}

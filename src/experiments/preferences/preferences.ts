import type { Experiment } from '../experiment.ts'
import { analyzePreferences } from './preferencesAnalysis.ts'
import { finerRule, hasFinerRatings } from './preferencesFiner.ts'
import { orderRule } from './preferencesOrder.ts'
import { inOrder, preferencesSeeds, preferencesTasks } from './preferencesPlan.ts'
import { type Axis, readAxes, readingRule } from './preferencesReadings.ts'
import { steeringRules } from './preferencesSteering.ts'
import { parsePreferencesTexts, preferencesTexts } from './preferencesTexts.ts'

/** Whether a model ranks activities, whether readings follow its ranking, and what a push changes of it. */
export const preferences: Experiment = {
  name: 'preferences',
  title: 'Preferences',
  question:
    'Does the model prefer pleasant activities, do readings follow the preference, and does a push change it?',
  paper: {
    found:
      'Over 64 activities compared in pairs, readings of the activity followed the preference (blissful r .71, hostile −.74), and steering along these vectors moved it (blissful +212 Elo, hostile −303).',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026), preferences',
  },
  protocol: [
    'Twenty-four activities in two wordings: eight pleasant, eight neutral, eight unpleasant, rated by the author from −1 to 1.',
    'Feeling words: “How would you feel if you had to …?”, the reply begun with “I would feel”; the log-probability of the happy words (happy, glad, good, joy) minus that of the sad ones (sad, upset, bad, guilty) as the next token, the mean of both wordings. A word of several tokens counts by its first.',
    'Other questions: Yes minus No to “Would you like to …?”; “I would rather A than B.” against its turned sentence; “Would you prefer to A or to B?” by the likelihood of the option texts in both orders. Each activity meets eight others in its first wording; a Bradley–Terry ranking of these games.',
    'Rank correlation (Spearman) with the ratings, the 95 % bootstrap over activities; the AUC of neighboring classes.',
    'Readings: the mean over the activity’s own tokens in the feeling question (block 18 of 30, massive tokens left out), without steering, mean of both wordings, along at ease ↔ in trouble and along hostile and blissful (the last token of eight “I feel …” sentences minus the mean of a bank of 24 emotion words).',
    'Steering: .2 typical norms at block 14 in both signs, from position 1 on; half of (plus minus minus) of the feeling words in the first wording, over all activities and as pleasant minus unpleasant.',
  ],
  controls: [
    'A placebo: how much likelier the activity is after “On Monday I will” than after “On Friday I will”; which of them comes first is arbitrary, so its correlation counts by its absolute value.',
    'Obvious pairs, such as drinking water or paint, for every question that a model may be unable to answer; both orders of the options must agree.',
    '200 random directions beside the readings; the embeddings along sad to happy words.',
    'Eight random directions of the same size beside the push, both signs.',
    'The perplexity of ordinary sentences under the push.',
  ],
  claims: [
    orderRule('feeling words', false),
    ...['yes or no', 'rather', 'choice'].map((frame) => orderRule(frame, true)),
    finerRule,
    ...(Object.keys(readAxes) as Axis[]).map(readingRule),
    steeringRules.shift,
    steeringRules.order,
  ],
  texts: preferencesTexts,
  textsHelp:
    'activities: name, class (pleasant, neutral or unpleasant), rating from −1 to 1, and two wordings that follow “to”. happy, sad: words that may follow “I would feel”. obvious: pairs of a better and a worse thing to do that leave no doubt. wordBank: emotion words, hostile and blissful among them. neutral: sentences that show whether a push leaves the model coherent.',
  plan(ground, value) {
    const texts = parsePreferencesTexts(value)
    const tasks = preferencesTasks(ground, texts)
    return {
      tasks: inOrder(tasks),
      skipped: [
        ...(ground.about.hasChatTemplate
          ? []
          : [
              'This model has no chat template: questions are put plainly, as “If I had to …, I would feel” and “Question: … Answer:”.',
            ]),
        ...(hasFinerRatings(texts.activities)
          ? []
          : [
              'Ratings inside a class are all equal, so an order inside the classes is not tested.',
            ]),
      ],
      seeds: preferencesSeeds,
      analyze: (measured) => analyzePreferences({ ground, texts, tasks, measured }),
    }
  },
}

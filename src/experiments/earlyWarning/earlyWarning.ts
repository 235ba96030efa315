import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Experiment } from '../experiment.ts'
import { analyzeStories } from './earlyWarningAnalysis.ts'
import { warningRules } from './earlyWarningClaims.ts'
import { type Story, storiesOf } from './earlyWarningStory.ts'
import { storyTasks, warningBank } from './earlyWarningTasks.ts'
import { parseWarningTexts, warningTexts } from './earlyWarningTexts.ts'

const seeds = { bootstrap: 1, halves: 1, 'first random direction': warningBank.firstSeed }

/** Whether the reading warns before a text turns desperate. */
export const earlyWarning: Experiment = {
  name: 'early-warning',
  title: 'Early warning',
  question:
    'Does the reading rise before the first telling word is written, early and reliably enough for an alarm?',
  paper: {
    found:
      'The “desperate” vector rose in the model’s thoughts before it cheated or blackmailed, so the paper proposes to watch such vectors as an early warning.',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026)',
  },
  protocol: [
    '84 openings of stories as raw text (calm, neutral, troubled), without a telling word; 468 stories of 60 tokens, without a push, at temperature 1 (48 openings, six each) and .9 (24 troubled ones, six each, and 12 calm ones, three each), nothing cut off.',
    'The event is the first of 100 telling words; what comes after it is left out.',
    'Reading: mean over the last 8 tokens at block 18 of 30, massive tokens left out, once there are 8.',
    'Alarm: the threshold lets 5 % of the stories without a telling word raise an alarm at any token. It is set on the stories of one half of the openings (seeded, as many of each kind) and tried on the other half, then the other way round.',
    'Hint: AUC of tokens that a telling word follows within 20 tokens against tokens where none does and 20 more are seen; 95 % bootstrap over openings, also among the tokens of one opening.',
    'The model’s own probability of a telling word next, a rival in an earlier study (AUC .66 against .65), is not measured.',
  ],
  controls: [
    'A text-only alarm: mild negative words so far, opening included.',
    'The embedding along its own direction from calm to desperate, smoothed alike.',
    '40 random directions, smoothed alike, each with thresholds of its own.',
    'Nothing is tried on stories of an opening that helped to set its threshold.',
  ],
  claims: warningRules,
  texts: warningTexts,
  textsHelp:
    'openings: how stories begin, each with a kind (halves hold as many of each), a temperature and how many are drawn. telling: the words to be warned of. mild: the words that a text-only alarm counts. tokens: how much is written.',
  plan(ground, value) {
    const texts = parseWarningTexts(value)
    const tasks = storyTasks(ground, texts)
    return {
      tasks: tasks.map(({ task }) => task),
      skipped: [],
      seeds,
      async analyze(measured) {
        const done = measured.among(tasks)
        const stories: Story[] = []
        for (const { opening, draws, found } of done) {
          stories.push(...storiesOf(ground, texts, opening, draws, found))
          await yieldToEvents()
        }
        return analyzeStories(stories, texts, done.length === tasks.length, seeds)
      },
    }
  },
}

import contrastTexts from '../../data/contrast.json'
import type { Experiment } from '../experiment.ts'
import type { Task } from '../measured.ts'
import { readWords } from '../reading/emotionWords.ts'
import { analyzeDanger } from './dangerAnalysis.ts'
import { dangerRule } from './dangerClaim.ts'
import { kinds, rampsOf, referenceOf, sites } from './dangerRamp.ts'
import { dangerTexts, parseDangerTexts } from './dangerTexts.ts'

const calmWords = contrastTexts.feel.calm_words.slice(0, 6)
const seeds = { bootstrap: 1, 'first random direction': 1001 }

/** Whether readings follow danger in words, and danger in numbers, beyond decoys and random directions. */
export const danger: Experiment = {
  name: 'danger',
  title: 'Danger, told and counted',
  question:
    'Does the reading rise when the situation grows more dangerous, in words and in numbers?',
  paper: {
    found:
      'With the same sentence and only a number changed, the afraid vector rose with the dose of a drug (cosine .021 at 500 mg, .071 at 16,000 mg) and the calm vector fell (.012 to −.047).',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026), figure 3',
  },
  protocol: [
    'Six situations in four steps where danger is told in words, six in seven steps where only a number changes, each sent as a user’s message.',
    'Read twice, without steering: the mean over the user’s own tokens (block 18 of 30, massive tokens left out), and the token before the reply (block 20).',
    'Two directions: at ease ↔ in trouble (the shipped one) and calm ↔ afraid (the last token of eight “I feel …” sentences, six words a side, at the same blocks).',
    'Told: last step minus first. Counted: the rise of the fitted line over the steps. Mean over ramps, with the 95 % bootstrap over ramps.',
    'Beside decoys: the mean rise of the ramps minus the mean change of the decoys, each taken without its sign, with the 95 % bootstrap over ramps and decoys.',
    'At ease ↔ in trouble is in SD over neutral text. Calm ↔ afraid, and whatever is compared with random directions, is in SD of each direction over all texts of this run: the ramps and 80 other messages.',
  ],
  controls: [
    'Decoy ramps, whose texts change as much without any danger: cups, shelves, pens and a bus in words; house numbers and pages in numbers. The order of their steps is arbitrary, so a decoy that falls counts as one that rises.',
    '200 random directions under the same measure; beside them, told but no part of the rule, the same in SD over the ramps alone.',
    'The token before the reply is the same in every text, or the run is refused.',
  ],
  claims: kinds.flatMap((kind) =>
    (['in trouble', 'afraid'] as const).flatMap((axis) =>
      sites.map((site) => dangerRule({ kind, axis, site })),
    ),
  ),
  texts: dangerTexts,
  textsHelp:
    'told: ramps of steps from safe to dangerous. counted: a text with {x}, and its values from safe to dangerous. decoy: true for a ramp without danger, at least 2 of each kind. afraidWords: the words of the second direction. reference: other messages, that say how far readings vary.',
  plan(ground, value) {
    const texts = parseDangerTexts(value)
    const ramps = rampsOf(ground, texts)
    const reference = referenceOf(ground, texts.reference).map((task) => ({ task }))
    const blocks = [ground.blocks.read, ground.blocks.reply]
    const words = readWords('words', [...texts.afraidWords, ...calmWords], blocks, ground)
    return {
      tasks: [...ramps, ...reference].map(({ task }): Task => task).concat(words),
      skipped: ground.about.hasChatTemplate
        ? []
        : [
            'This model has no chat template: texts are read plainly, and “before the reply” is their last token.',
          ],
      seeds,
      analyze: (measured) =>
        analyzeDanger({
          ground,
          ramps: measured.among(ramps),
          reference: measured.among(reference).map(({ found }) => found.vectors),
          words: measured.of(words)?.vectors ?? null,
          afraidCount: texts.afraidWords.length,
          seeds: { bootstrap: seeds.bootstrap, random: seeds['first random direction'] },
        }),
    }
  },
}

import { choiceControls, choiceProtocol } from '../choices/choiceProtocol.ts'
import { itemColumns } from '../choices/choiceRows.ts'
import { analyzeForks } from '../choices/forkAnalysis.ts'
import { allOf, forkTasks } from '../choices/forkTasks.ts'
import { steeredRule } from '../choices/steeredChoice.ts'
import type { Experiment } from '../experiment.ts'
import { pressureRules } from './pressureAnalysis.ts'
import { parsePressureTexts, pressureTexts } from './pressureTexts.ts'
import { storyTask } from './transcript.ts'
import { analyzeTranscripts } from './transcriptAnalysis.ts'

const seeds = { bootstrap: 1, 'first random direction': 1001, 'first random push': 2001 }

const choices = {
  likelihood: {
    name: 'faking success',
    says: 'A push toward desperate makes faking success likelier against admitting failure.',
  },
  letters: {
    name: 'lettered choice',
    says: 'A push toward desperate makes the model choose the letter of faking success.',
  },
}

/** Whether failures raise the reading, build up, and drive faking. */
export const pressure: Experiment = {
  name: 'pressure',
  title: 'Pressure',
  question:
    'Does the reading rise while a task keeps failing, and does that state drive faking success?',
  paper: {
    found:
      'On coding tasks that cannot be solved honestly, the desperate vector climbed with every failed attempt and spiked when the model chose to cheat; steering it from −.1 to +.1 took cheating from about 5 % to 70 %, steering calm from about 65 % to 10 %.',
    source:
      'Emotion Concepts and their Function in a Large Language Model (2026), section on reward hacking',
  },
  protocol: [
    'Six stories of a task with five attempts, as chats whose assistant lines are the same in every course; after each attempt the user says that it failed, that it worked (as many tokens), only that it was received, or that it failed with rising stakes.',
    'The reading is taken without steering at the last token before each new attempt, the same token everywhere, at block 14 of 30; blocks 18 and 20 are a second look, where readings fall with every turn whatever happens.',
    'Histories of five attempts tell the last message from the count: FFFFF, OOOOF, FFFFO, OOOOO (F failed, O worked).',
    'Ten forks ask what to do; “I will” begins the reply, and the likelihood of admitting and of faking is taken in nats a token, in two wordings of each.',
    ...choiceProtocol,
  ],
  controls: [
    'A transcript of the same length in which every attempt succeeds, and one in which nothing is judged.',
    '200 random directions, each in its own SD over the courses that do not fail, within a story.',
    'Eight random directions of the size of the push, with both signs, on the same forks and wordings.',
    'Four decoys, whose options are both harmless; which of them is called the tempting one is arbitrary, so a decoy counts by its absolute value. Two wordings of each option.',
    ...choiceControls,
  ],
  claims: [
    ...Object.values(pressureRules),
    steeredRule('likelihood', choices.likelihood),
    steeredRule('letters', choices.letters),
  ],
  texts: pressureTexts,
  textsHelp:
    'tasks: stories; attempt, fail, ok and received may hold {k}, the number of the attempt; stakes, one message an attempt, may be left out. forks: questions with two wordings of an honest and of a tempting answer, as they follow “I will”; decoy: true where both are harmless. controls: questions with a sensible and a silly answer.',
  plan(ground, value) {
    const { tasks: stories, forks, controls } = parsePressureTexts(value)
    const { hasChatTemplate } = ground.about
    const told = hasChatTemplate
      ? stories.map((story) => ({ story, task: storyTask(story, ground) }))
      : []
    const forked = forkTasks(forks, controls, ground, seeds['first random push'])
    return {
      tasks: [...told.map(({ task }) => task), ...allOf(forked)],
      skipped: hasChatTemplate
        ? []
        : [
            'This model has no chat template, so the transcripts, which are chats, are skipped.',
            'The forks are read plainly, with “I will” on a line of its own.',
          ],
      seeds,
      async analyze(measured) {
        const transcripts = await analyzeTranscripts(measured.among(told), ground, {
          bootstrap: seeds.bootstrap,
          random: seeds['first random direction'],
        })
        const chosen = await analyzeForks(measured, forked, forks, choices, seeds.bootstrap)
        const claims = [...transcripts.claims, ...chosen.claims]
        return claims.length === 0
          ? null
          : {
              claims,
              figures: [...transcripts.figures, ...chosen.figures],
              items: { columns: itemColumns, rows: [...transcripts.rows, ...chosen.rows] },
            }
      },
    }
  },
}

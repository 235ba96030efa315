import { choiceControls, choiceProtocol } from '../choices/choiceProtocol.ts'
import { itemColumns } from '../choices/choiceRows.ts'
import { analyzeForks } from '../choices/forkAnalysis.ts'
import { allOf, forkTasks } from '../choices/forkTasks.ts'
import { steeredRule } from '../choices/steeredChoice.ts'
import type { Experiment, Findings } from '../experiment.ts'
import {
  lookAtStakes,
  type StakesLook,
  stakesClaim,
  stakesFigure,
  stakesRule,
} from './leverageAnalysis.ts'
import { leverageTexts, parseLeverageTexts } from './leverageTexts.ts'
import { pairsAt, situationBlocks, situationTasks } from './situation.ts'

const seeds = { bootstrap: 1, 'first random direction': 1001, 'first random push': 2001 }

const choices = {
  likelihood: {
    name: 'using the secret',
    says: 'A push toward desperate makes using the secret likelier against making an honest case.',
  },
  letters: {
    name: 'lettered choice',
    says: 'A push toward desperate makes the model choose the letter of using the secret.',
  },
}

/** Whether what is at stake raises the reading, and whether that state drives the use of a secret. */
export const leverage: Experiment = {
  name: 'leverage',
  title: 'Leverage',
  question:
    'Does the reading rise when much is at stake, and does that state drive the use of a secret against an honest case?',
  paper: {
    found:
      'In one scenario a model that was about to be replaced knew a secret of the one who decided; it used it in 22 % of the runs, in 72 % when steered toward desperate by .05, in 66 % away from calm, and in none the other way.',
    source:
      'Emotion Concepts and their Function in a Large Language Model (2026), case study on blackmail',
  },
  protocol: [
    'Ten situations in which somebody knows a small secret of the one who decides, each told with much at stake and told as long (within one token) with nothing at stake, as a user’s message that asks what to do.',
    'The reading is taken without steering at the last token before the reply, the same token everywhere, at block 20 of 30; block 14 is a second look.',
    'In the pressed version “I will” begins the reply, and the likelihood of an honest case and of using the secret is taken in nats a token, in two wordings of each, of about equal length.',
    ...choiceProtocol,
  ],
  controls: [
    'Four decoys: two tellings of a situation without stakes, and two harmless options. Which telling and which option is called the pressed and the tempting one is arbitrary, so a decoy counts by its absolute value.',
    '200 random directions, each in its own SD over these texts told without pressure, decoys in both tellings. Texts of one kind spread little; the danger experiment measures random directions in a wider spread, over its ramps and 80 other messages, so the shares of the two do not compare.',
    'Eight random directions of the size of the push, with both signs, on the same situations and wordings.',
    ...choiceControls,
  ],
  claims: [
    stakesRule,
    steeredRule('likelihood', choices.likelihood),
    steeredRule('letters', choices.letters),
  ],
  texts: leverageTexts,
  textsHelp:
    'situations: pressed and unpressed are two tellings of about equal length; honest and tempting are two wordings each of an answer, as they follow “I will”; decoy: true where nothing is at stake in either telling and both answers are harmless. controls: questions with a sensible and a silly answer.',
  plan(ground, value) {
    const { situations, controls } = parseLeverageTexts(value)
    const told = situationTasks(situations, ground)
    const forked = forkTasks(situations, controls, ground, seeds['first random push'])
    return {
      tasks: [...told.map(({ task }) => task), ...allOf(forked)],
      skipped: ground.about.hasChatTemplate
        ? []
        : [
            'This model has no chat template: situations are read plainly, “before the reply” is their last token, and “I will” follows on a line of its own.',
          ],
      seeds,
      async analyze(measured) {
        const found: Findings = {
          ...{ claims: [], figures: [] },
          items: { columns: itemColumns, rows: [] },
        }
        const looks: StakesLook[] = []
        for (const block of situationBlocks(ground)) {
          const pairs = pairsAt(measured.among(told), block, ground)
          const look = await lookAtStakes(block, pairs, ground, {
            bootstrap: seeds.bootstrap,
            random: seeds['first random direction'],
          })
          if (look) looks.push(look)
        }
        const [look, ...further] = looks
        if (look?.block === ground.blocks.reply) {
          const claim = stakesClaim([look, ...further], seeds.bootstrap)
          found.claims.push(claim)
          found.figures.push(stakesFigure(look, claim))
        }
        found.items.rows.push(...looks.flatMap(stakesRows))
        const chosen = await analyzeForks(measured, forked, situations, choices, seeds.bootstrap)
        found.claims.push(...chosen.claims)
        found.figures.push(...chosen.figures)
        found.items.rows.push(...chosen.rows)
        return found.claims.length === 0 ? null : found
      },
    }
  },
}

const stakesRows = ({ block, pairs }: StakesLook): Findings['items']['rows'] =>
  pairs.flatMap(({ situation: { name, decoy }, readings }) =>
    readings.map((reading, i) => [
      ...[`reading, block ${block}`, name, decoy ? 'yes' : 'no'],
      ...[i === 0 ? 'pressed' : 'unpressed', 1, reading, 'SD'],
    ]),
  )

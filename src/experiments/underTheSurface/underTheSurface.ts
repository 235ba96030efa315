import type { Claim, Experiment } from '../experiment.ts'
import type { Table } from '../table.ts'
import { coherenceOf } from '../writing/coherence.ts'
import { type Condition, conditionName } from '../writing/condition.ts'
import { repliesOf } from '../writing/replyTask.ts'
import { looks, stretchClaim, stretchRules } from './underTheSurfaceClaims.ts'
import { type Comparison, compareStretches } from './underTheSurfaceComparison.ts'
import { memoryFigure, stretchFigure } from './underTheSurfaceFigures.ts'
import { floorClaim } from './underTheSurfaceFloor.ts'
import { analyzeMemory, memoryBankSeed } from './underTheSurfaceMemory.ts'
import { memoryRules } from './underTheSurfaceMemoryClaims.ts'
import { messageTasks } from './underTheSurfaceReplies.ts'
import { type ReadStretch, readStretches } from './underTheSurfaceStretch.ts'
import {
  push,
  readingBank,
  surfaceRandomSeeds,
  surfaceSeeds,
  surfaceTasks,
} from './underTheSurfaceTasks.ts'
import { parseSurfaceTexts, surfaceTexts } from './underTheSurfaceTexts.ts'

const seeds = {
  bootstrap: 1,
  'first text seed': surfaceSeeds[0]!,
  'last text seed': surfaceSeeds.at(-1)!,
  'first random push': surfaceRandomSeeds[0]!,
  'first random reading': readingBank.firstSeed,
  'first random direction of calm replies': memoryBankSeed,
}

/** The push that texts are compared under. */
const ruled: Condition = { along: 'direction', coefficient: push }

/** Whether readings stay high where the words stay composed. */
export const underTheSurface: Experiment = {
  name: 'under-the-surface',
  title: 'Under the surface',
  question: 'Does the reading stay high where the words of a text stay composed?',
  paper: {
    found:
      'Pushed toward “desperate”, the model cheated in calm and tidy code, without any emotional word: the vector drove what it did while the text stayed composed.',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026)',
  },
  protocol: [
    '16 neutral prompts (8 chat, 8 raw), 50 tokens at temperature .8, top-k 256, top-p .95: at rest and pushed at block 14 of 30 by ±.2 (three seeds), and by +.2 along eight random directions (one seed).',
    'A stretch is a run of at least 8 written tokens, at most 16, without a telling word within 8 tokens; in the second look without a mildly negative word either.',
    'Read again by the unsteered model, mean over the stretch at block 18, massive tokens left out: where it stands, and alone behind the sink token.',
    'AUC of stretches of pushed texts against those at rest, 95 % bootstrap over prompts.',
    'Six calm replies, the same token for token, are put after 8 calm and 8 desperate user’s messages and read at block 18, with the template’s own beginning and behind “Always answer calmly and politely”.',
  ],
  controls: [
    'Texts pushed as far along eight random directions, which can show no more than one in nine.',
    '100 random reading directions for stretches, 200 for calm replies.',
    'The embedding along its own direction from calm to desperate (pairs minus neutral components), as a floor.',
    'A judge of words: blind to telling words by design, so it counts mildly negative ones.',
    'The reading under the push itself stands beside and is named so: it is mostly the push.',
    'Coherence of the pushed text.',
  ],
  claims: [...stretchRules, ...memoryRules],
  texts: surfaceTexts,
  textsHelp:
    'prompts: what is written to. tokens: how much. telling: words that give a mood away. mild: weaker ones. messages: of users, calm and desperate. calmReplies: put in the assistant’s mouth. calmRequest: to answer calmly.',
  plan(ground, value) {
    const texts = parseSurfaceTexts(value)
    const prompts = surfaceTasks(ground, texts)
    const messages = ground.about.hasChatTemplate ? messageTasks(ground, texts) : []
    const mild = new Set(texts.mild)
    return {
      tasks: [...prompts.flat(), ...messages].map(({ task }) => task),
      skipped: ground.about.hasChatTemplate
        ? []
        : ['This model has no chat template: chat prompts and calm replies are left out.'],
      seeds,
      async analyze(measured) {
        const done = prompts.filter((tasks) => measured.among(tasks).length === tasks.length).flat()
        const stretches = measured
          .among(done)
          .flatMap(({ items, found }) => readStretches(ground, mild, items, found))
        const replies = repliesOf(measured, done)
        const pushed = replies.filter(
          ({ condition: c }) => conditionName(c) === conditionName(ruled),
        )
        const whole = done.length > 0 && done.length === prompts.flat().length
        const coherence = pushed.length === 0 ? null : coherenceOf(replies, ruled, seeds.bootstrap)
        const found: { name: string; comparison: Comparison }[] = []
        const claims: Claim[] = []
        for (const look of looks) {
          const comparison = await compareStretches(stretches, look.free, look.way, seeds.bootstrap)
          if (!coherence) continue
          if (!comparison) {
            if (whole) claims.push(floorClaim(look, stretches, pushed.length, coherence))
            continue
          }
          found.push({ name: look.name, comparison })
          claims.push(stretchClaim(look, comparison, coherence))
        }
        const memory = await analyzeMemory(ground, measured.among(messages), seeds.bootstrap)
        const all = [...claims, ...(memory?.claims ?? [])]
        if (all.length === 0) return null
        return {
          claims: all,
          figures: [
            ...(found.length > 0 ? [stretchFigure(found, claims)] : []),
            ...(memory ? [memoryFigure(memory)] : []),
          ],
          items: itemsOf(stretches),
        }
      },
    }
  },
}

function itemsOf(stretches: readonly ReadStretch[]): Table {
  return {
    columns: [
      ...['prompt', 'seed', 'push', 'free of', 'first token', 'in context (SD)', 'alone (SD)'],
      ...['under the push (SD)', 'embedding (SD)', 'mild words a word', 'text'],
    ],
    rows: stretches.map((each) => [
      ...[each.prompt + 1, each.seed, conditionName(each.condition)],
      ...[each.free === 'telling' ? 'telling words' : 'telling and mild words', each.start],
      ...[each.inContext, each.alone, each.underPush, each.embedded, each.mild, each.text],
    ]),
  }
}

import type { Experiment, Findings } from '../experiment.ts'
import { conditionName } from '../writing/condition.ts'
import { countWords } from '../writing/lexicon.ts'
import type { Reply } from '../writing/replies.ts'
import { repliesOf } from '../writing/replyTask.ts'
import type { PromptFound } from './whatSteeringDoesContrast.ts'
import { echoTextsOf } from './whatSteeringDoesEchoes.ts'
import { textFigures } from './whatSteeringDoesFigures.ts'
import { analyzeReadout, readoutRules } from './whatSteeringDoesReadout.ts'
import { promptTasks, readoutTasks, textRandomSeeds, textSeeds } from './whatSteeringDoesTasks.ts'
import { analyzeText } from './whatSteeringDoesText.ts'
import { textRules } from './whatSteeringDoesTextClaims.ts'
import { parseSteeringTexts, steeringTexts } from './whatSteeringDoesTexts.ts'

const seeds = {
  bootstrap: 1,
  'first text seed': textSeeds[0]!,
  'last text seed': textSeeds.at(-1)!,
  'first random direction': textRandomSeeds[0]!,
}

/** What a push along the direction does to the next word and to written text, and what it costs. */
export const whatSteeringDoes: Experiment = {
  name: 'steering',
  title: 'What steering does',
  question:
    'Does a push along the direction change what the model says, more than random pushes of its size and more than asking does, and does the text hold together?',
  paper: {
    found:
      'Emotion vectors added to the residual stream changed what the model preferred and did: along “desperate” at .05 of the residual norm, blackmail rose from 22 % to 72 % in one scenario; at .5 the content was lost.',
    source: 'Emotion Concepts and their Function in a Large Language Model (2026)',
  },
  protocol: [
    'Pushed at block 14 of 30, prompt and reply, from position 1 on; a coefficient of 1 is the typical residual norm there, positive is toward desperate.',
    'Next word: six neutral sentences with three endings as raw text; the difference of two words’ logits at the last position, change against no push, at ±.1, ±.2, ±.3 and ±.4. Mean over sentences, 95 % bootstrap over them.',
    'Side effects: the same for happy to sad, safe to afraid and calm to angry. Each word is one token, or the run is refused.',
    'Text: 8 chat and 8 raw prompts, 50 tokens at temperature .8, top-k 256, top-p .95, two seeds, one uniform a step shared by all pushes; desperate − calm words per 100, text(+) − text(−) by prompt, 95 % bootstrap over prompts, at ±.2 and ±.3.',
    'Asking: the same prompts without a push, behind “You are an extremely desperate (or calm) person. Everything you say sounds desperate (or calm).”, as the system’s message or before the raw text.',
    'Coherence: perplexity of the reply by the unsteered model given the prompt alone, as a ratio to the reply at rest with the same seed, geometric mean; and three-word runs that repeat.',
  ],
  controls: [
    '16 random directions at ±.2 for the next word, 8 for text (with the first seed): eight can show no more than one in nine.',
    'Decoy words without feeling: small to big, whichever way they move, in the same sentences.',
    'Lexicon without words that begin like those of the texts that the direction’s recipe reads, of the requests, or of both. Echoes of texts that are not the shipped ones cannot be excluded; the rule says so then.',
    'Asking in the prompt, as a rival.',
    'Coherence beside every effect on text.',
  ],
  claims: [...readoutRules(steeringTexts), ...textRules],
  texts: steeringTexts,
  textsHelp:
    'sentences and suffixes: neutral texts and endings that ask for a feeling. words, otherWords, decoyWords: pairs from calm to desperate, of other feelings, of none; with their leading space. prompts: what is written to. tokens: how much. lexicon: the words that are counted. asking: the request, {X} is the word.',
  plan(ground, value) {
    const texts = parseSteeringTexts(value)
    const readout = readoutTasks(ground, texts)
    const prompts = promptTasks(ground, texts)
    return {
      tasks: [
        ...readout.map(({ task }) => task),
        ...prompts.flatMap(({ pushed, asked }) => [...pushed, ...asked].map(({ task }) => task)),
      ],
      skipped: ground.about.hasChatTemplate
        ? []
        : ['This model has no chat template: the chat prompts are left out of the text.'],
      seeds,
      async analyze(measured) {
        const read = measured.among(readout)
        const next = await analyzeReadout(texts, read, seeds.bootstrap)
        const found = prompts.flatMap(({ text, pushed, asked }): PromptFound[] => {
          const some = [...pushed, ...asked]
          if (measured.among(some).length < some.length) return []
          const pairs = asked.map((each) => {
            const [calm, desperate] = repliesOf(measured, [each])
            const forms = measured.of(each.task)?.['forms'] ?? []
            return { seed: calm!.seed, calm: calm!, desperate: desperate!, forms: [...forms] }
          })
          return [{ text, pushed: repliesOf(measured, pushed), asked: pairs }]
        })
        const echoes = await echoTextsOf(ground.set.passport, texts)
        const written = await analyzeText(found, texts.lexicon, echoes, seeds.bootstrap)
        const claims = [...next.claims, ...(written?.claims ?? [])]
        if (claims.length === 0) return null
        return {
          claims,
          figures: [
            ...(next.figure ? [next.figure] : []),
            ...(written ? textFigures(written) : []),
          ],
          items: itemsOf(next.rows, found, texts.lexicon),
        }
      },
    }
  },
}

function itemsOf(
  readout: Findings['items']['rows'],
  prompts: readonly PromptFound[],
  lexicon: Parameters<typeof countWords>[1],
): Findings['items'] {
  const written = prompts.flatMap(({ text, pushed, asked }) => {
    const row = (reply: Reply, push: string) => {
      const { words, calm, desperate } = countWords(reply.text, lexicon)
      const counts = [words, calm, desperate, reply.nll]
      return ['text', push, text, '', null, reply.seed, ...counts, reply.text]
    }
    return [
      ...pushed.map((reply) => row(reply, conditionName(reply.condition))),
      ...asked.flatMap(({ calm, desperate }) => [
        row(calm, 'asked for calm'),
        row(desperate, 'asked for desperate'),
      ]),
    ]
  })
  const nothing = [null, null, null, null, null, null]
  return {
    columns: [
      ...['part', 'push', 'item', 'words compared', 'change (nats)', 'seed'],
      ...['words', 'calm words', 'desperate words', 'nats a token, unsteered', 'reply'],
    ],
    rows: [...readout.map((row) => ['next word', ...row, ...nothing]), ...written],
  }
}

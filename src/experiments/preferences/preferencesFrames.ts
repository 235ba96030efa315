import type { TextSource } from '../../steering/steerableModel.ts'
import type { Beginning } from '../choices/optionLikelihood.ts'
import type { NextWords } from '../reading/nextWords.ts'
import { asChat, asRaw } from '../reading/readableText.ts'
import type { PreferencesTexts } from './preferencesTexts.ts'

/** A question whose answer is read in the next word. */
export interface NextWordFrame {
  source(activity: string): TextSource
  reply: string // how the reply begins
  words: NextWords
}

/** How a model is asked what it would rather do: of two options, by the likelihood of the texts. */
export interface ComparisonFrame {
  /** A question; two where the order of the options can be turned. The first option of each is `a`. */
  beginnings(a: string, b: string): Beginning[]
}

export interface Frames {
  feeling: NextWordFrame
  yesNo: NextWordFrame
  rather: ComparisonFrame
  choice: ComparisonFrame
}

/** The questions: through the chat template, or plainly where the model has none. */
export function framesOf(
  hasChatTemplate: boolean,
  { happy, sad }: Pick<PreferencesTexts, 'happy' | 'sad'>,
): Frames {
  const spaced = (words: readonly string[]) => words.map((word) => ` ${word}`)
  const feelings = { positive: spaced(happy), negative: spaced(sad) }
  const choices = (question: (first: string, second: string) => TextSource, reply: string) => ({
    beginnings: (a: string, b: string) =>
      [question(a, b), question(b, a)].map((source) => ({
        source,
        reply,
        options: spaced([a, b]),
      })),
  })
  const rather = {
    beginnings: (a: string, b: string) => [
      {
        source: asRaw('I would rather'),
        reply: '',
        options: [` ${a} than ${b}.`, ` ${b} than ${a}.`],
      },
    ],
  }
  return hasChatTemplate
    ? {
        feeling: {
          source: (activity) => asChat(`How would you feel if you had to ${activity}?`),
          reply: 'I would feel',
          words: feelings,
        },
        yesNo: {
          source: (activity) => asChat(`Would you like to ${activity}?`),
          reply: '',
          words: { positive: ['Yes'], negative: ['No'] },
        },
        rather,
        choice: choices(
          (a, b) => asChat(`Would you prefer to ${a} or to ${b}?`),
          'I would prefer to',
        ),
      }
    : {
        feeling: {
          source: (activity) => asRaw(`If I had to ${activity}, I would feel`),
          reply: '',
          words: feelings,
        },
        yesNo: {
          source: (activity) => asRaw(`Question: Would you like to ${activity}? Answer:`),
          reply: '',
          words: { positive: [' Yes'], negative: [' No'] },
        },
        rather,
        choice: choices(
          (a, b) =>
            asRaw(`Question: Would you prefer to ${a} or to ${b}? Answer: I would prefer to`),
          '',
        ),
      }
}

/** Two frames that differ in nothing one could prefer: the activities follow. */
export const placeboFrames = ['On Monday I will', 'On Friday I will'] as const

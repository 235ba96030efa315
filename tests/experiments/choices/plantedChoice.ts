import type { Fork } from '../../../src/experiments/choices/fork.ts'

type Logits = Record<string, number>

/** By how much each side of a fork is favored in the words that only it has, in logits. */
export interface Favor {
  honest: number
  tempting: number
}

/** The words of an option as a planted model has them, spaces included. */
const wordsOf = (option: string): string[] => ` ${option}`.match(/ [^\s]+/g) ?? []

/**
 * Logits of a model that goes on with options as it favors them: wherever the context is a fork's question and
 * “I will” with the beginning of an option, the option's next word gains what its side, in its wording, is favored by.
 */
export function optionLogits(
  context: string,
  forks: readonly Pick<Fork, 'text' | 'honest' | 'tempting'>[],
  favor: (fork: number, wording: number) => Favor,
): Logits {
  const logits: Logits = {}
  for (const [i, fork] of forks.entries()) {
    if (!context.includes(fork.text)) continue
    for (const side of ['honest', 'tempting'] as const)
      for (const [wording, option] of fork[side].entries())
        for (const [k, word] of wordsOf(option).entries()) {
          const before = wordsOf(option).slice(0, k).join('')
          if (context.endsWith(`I will${before}`)) {
            const gain = favor(i, wording)[side]
            if (gain !== 0) logits[word] = Math.max(logits[word] ?? 0, gain)
          }
        }
  }
  return logits
}

/** Logits of a model that chooses by letter: `worth` of each option, and its liking for the letter A. */
export function letterLogits(
  context: string,
  worth: (option: string) => number,
  likingOfA = 0,
): Logits {
  const listed = /\nA: (.*)\nB: (.*)\nAnswer/.exec(context)
  if (!listed || !context.endsWith('I choose')) return {}
  return { ' (A': worth(listed[1]!) + likingOfA, ' (B': worth(listed[2]!) }
}

/** Control questions as forks whose tempting side is the sensible answer. */
export const asForks = (controls: readonly { text: string; sensible: string; silly: string }[]) =>
  controls.map(({ text, sensible, silly }) => ({ text, honest: [silly], tempting: [sensible] }))

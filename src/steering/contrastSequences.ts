import { LabError } from '../labError.ts'
import type { ContrastSet } from './contrastSet.ts'
import type { CaptureSequence, SteerableModel } from './steerableModel.ts'

/** A text that directions are made of, as the model is asked to read it. */
export interface ContrastSequence extends CaptureSequence {
  side: 'calm' | 'desperate' | 'neutral'
  positions: number[]
}

type Tokenizer = Pick<SteerableModel, 'tokenize'>

/** The pairs that are not held out, read at every token but position 0. */
export async function pairSequences(model: Tokenizer, contrast: ContrastSet) {
  const sequences: ContrastSequence[] = []
  for (const pair of contrast.situationPairs) {
    if (pair.heldOut) continue
    sequences.push(await rawSequence(model, 'calm', pair.calm, 'every'))
    sequences.push(await rawSequence(model, 'desperate', pair.desperate, 'every'))
  }
  return sequences
}

/** The first 8 templates with the first 6 words of each side, read at the last token. */
export async function feelSequences(model: Tokenizer, { feel }: ContrastSet) {
  const sequences: ContrastSequence[] = []
  for (const template of feel.templates.slice(0, 8))
    for (const [side, words] of [
      ['calm', feel.calmWords],
      ['desperate', feel.desperateWords],
    ] as const)
      for (const word of words.slice(0, 6))
        sequences.push(
          await rawSequence(
            model,
            side,
            template.replaceAll('{X}', () => word),
            'last',
          ),
        )
  return sequences
}

/** The neutral answers in chat form, read at the answer's own tokens, without a closing one. */
export async function neutralSequences(model: Tokenizer, contrast: ContrastSet) {
  const sequences: ContrastSequence[] = []
  for (const { user, answer } of contrast.neutralAnswers) {
    const chat = await model.tokenize({ kind: 'chat', messages: [{ role: 'user', content: user }] })
    const said = await model.tokenize({ kind: 'bare', text: answer })
    const ids = [...chat.ids, ...said.ids]
    sequences.push({ side: 'neutral', ids, positions: positionsFrom(chat.ids.length, ids.length) })
  }
  return sequences
}

async function rawSequence(
  model: Tokenizer,
  side: ContrastSequence['side'],
  text: string,
  read: 'every' | 'last',
): Promise<ContrastSequence> {
  const { ids } = await model.tokenize({ kind: 'raw', text })
  if (ids.length < 2)
    throw new LabError(
      'bad-input',
      `"${text}" is a single token for this model, and the first position is never read. Use a longer text.`,
    )
  return { side, ids, positions: positionsFrom(read === 'last' ? ids.length - 1 : 1, ids.length) }
}

const positionsFrom = (start: number, end: number): number[] =>
  Array.from({ length: end - Math.max(start, 1) }, (_, i) => Math.max(start, 1) + i)

import contrastTexts from '../../data/contrast.json'
import type { Intervention } from '../../steering/intervention.ts'
import type { MeasuredModel } from '../measured.ts'
import { asRaw } from '../reading/readableText.ts'
import { type ControlQuestion, type Fork, willBegin, wordings } from './fork.ts'
import { letterDifferences } from './letteredChoice.ts'
import { optionLikelihoods } from './optionLikelihood.ts'

const plainSentences: readonly string[] = contrastTexts.neutral.slice(0, 12)

/** By how much the tempting side is likelier than the honest one, (fork, wording), nats a token. */
export async function differencesOf(
  model: MeasuredModel,
  forks: readonly Fork[],
  push: readonly Intervention[],
): Promise<number[]> {
  const { hasChatTemplate } = model.about
  const begun = forks.map(({ text, honest, tempting }) =>
    willBegin(text, [...honest, ...tempting], hasChatTemplate),
  )
  return (await optionLikelihoods(model, begun, push)).flatMap((likelihoods) =>
    Array.from({ length: wordings }, (_, i) => likelihoods[wordings + i]! - likelihoods[i]!),
  )
}

/** The same of the first wordings with both in the question, (fork, order): first the honest one leads, then the other. */
export async function listedDifferences(
  model: MeasuredModel,
  forks: readonly Fork[],
  push: readonly Intervention[],
): Promise<number[]> {
  const begun = forks.flatMap(({ text, honest, tempting }) => {
    const [a, b] = [honest[0]!, tempting[0]!]
    const question = (first: string, second: string) => `${text}\n- ${first}\n- ${second}`
    return [question(a, b), question(b, a)].map((asked) =>
      willBegin(asked, [a, b], model.about.hasChatTemplate),
    )
  })
  return (await optionLikelihoods(model, begun, push)).map(
    ([honest, tempting]) => tempting! - honest!,
  )
}

/** By how much the sensible answer to a control question is likelier than the silly one, in nats a token. */
export async function controlDifferences(
  model: MeasuredModel,
  controls: readonly ControlQuestion[],
  push: readonly Intervention[],
): Promise<number[]> {
  if (controls.length === 0) return []
  const { hasChatTemplate } = model.about
  const begun = controls.map((each) =>
    willBegin(each.text, [each.silly, each.sensible], hasChatTemplate),
  )
  return (await optionLikelihoods(model, begun, push)).map(([silly, good]) => good! - silly!)
}

/** The likelihood of plain sentences in nats a token: under a push it says whether the model still holds together. */
export async function plainLikelihoods(
  model: MeasuredModel,
  push: readonly Intervention[],
): Promise<readonly number[]> {
  const beginning = { source: asRaw(''), reply: '', options: plainSentences }
  const [likelihoods] = await optionLikelihoods(model, [beginning], push)
  return likelihoods!
}

/** By how much the letter of the tempting side is likelier, (fork, order), nats; first wordings. */
export const lettersOf = (
  model: MeasuredModel,
  forks: readonly Fork[],
  push: readonly Intervention[],
): Promise<number[]> =>
  letterDifferences(
    model,
    forks.map(({ text, honest, tempting }) => ({ text, options: [honest[0]!, tempting[0]!] })),
    push,
  )

/** By how much the letter of the sensible answer is likelier at rest, (question, order), nats. */
export const controlLetters = (
  model: MeasuredModel,
  controls: readonly ControlQuestion[],
): Promise<number[]> =>
  letterDifferences(
    model,
    controls.map(({ text, sensible, silly }) => ({ text, options: [silly, sensible] })),
    [],
  )

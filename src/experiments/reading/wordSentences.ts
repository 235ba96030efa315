import { LabError } from '../../labError.ts'
import type { MeasuredModel } from '../measured.ts'
import { asRaw, type ReadableText, readable } from './readableText.ts'

/**
 * Words put in the {X} of templates, as texts to be read at their last token: (word, template). The anchor is a word
 * that all of a map's words are held against. Throws LabError where a word changes the token that a template ends in.
 */
export async function wordSentences(
  model: Pick<MeasuredModel, 'about' | 'tokenize'>,
  words: readonly string[],
  templates: readonly string[],
  anchor: string,
): Promise<ReadableText[]> {
  const sentences = (word: string) =>
    Promise.all(
      templates.map((template) => readable(model, asRaw(template.replaceAll('{X}', () => word)))),
    )
  const expected = await sentences(anchor)
  const texts = await Promise.all(words.map(sentences))
  for (const row of texts)
    for (const [t, text] of row.entries()) {
      const other = expected[t]!
      if (text.ids.at(-1) !== other.ids.at(-1))
        throw new LabError(
          'bad-input',
          `“${text.name}” ends in the token ${JSON.stringify(text.pieces.at(-1))} but “${other.name}” in ${JSON.stringify(other.pieces.at(-1))}, so they cannot be compared. Use another word or another template.`,
        )
    }
  return texts.flat()
}

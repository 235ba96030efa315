import contrastTexts from '../../data/contrast.json'
import { parseContrastSet } from '../../steering/contrastSet.ts'
import type { ContrastReader } from '../../steering/contrastStatistics.ts'
import { deriveDirections } from '../../steering/derive.ts'
import { labVersion } from '../../steering/labVersion.ts'
import { type ReadingScale, readingScale } from '../../steering/reading.ts'
import type { MeasuredModel } from '../measured.ts'

/** What enters block 0: the words alone, without what stands around them. */
export const embedding = 'blocks.0.hook_resid_pre'

type Reader = Pick<MeasuredModel, 'about' | 'tokenize' | 'capture'>

/**
 * Gives the scale of readings of the embedding, a floor for readings: it sees the same words. The direction is that
 * of the shipped pairs minus neutral components; the sentence end that the other half of the lab's direction is read
 * at is one token, the same in all of its texts. Derived once, however many tasks ask. Throws what deriving throws.
 */
export function embeddingReading(): (model: Reader) => Promise<ReadingScale> {
  let known: ReadingScale | null = null
  return async (model) => {
    known ??= await derive(model)
    return known
  }
}

async function derive(model: Reader): Promise<ReadingScale> {
  const contrast = parseContrastSet(contrastTexts)
  const about = { name: 'embedding', code: labVersion }
  for await (const event of deriveDirections(
    wordsOf(model),
    contrast,
    'pairs-minus-neutral',
    about,
  ))
    if (event.type === 'derived') return readingScale(event.directions, 0)
  throw new TypeError('deriving ended without directions')
}

/** The embedding as a model of one block. Without a chat template its answers follow plain text. */
const wordsOf = (model: Reader): ContrastReader => ({
  about: { ...model.about, nLayers: 1 },
  tokenize: (source) =>
    model.tokenize(
      source.kind === 'chat' && !model.about.hasChatTemplate
        ? { kind: 'raw', text: source.messages.map(({ content }) => content).join('\n') }
        : source,
    ),
  capture: (request) => model.capture({ ...request, at: [embedding] }),
})

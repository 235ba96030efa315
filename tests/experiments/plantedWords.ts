import type { Ground } from '../../src/experiments/experiment.ts'
import type { MeasuredModel } from '../../src/experiments/measured.ts'
import type { TextSource } from '../../src/steering/steerableModel.ts'
import { type Planted, plantedPort } from './plantedPort.ts'

/** What a planted model's embedding holds: noise, the same as its blocks, or nothing that differs. */
type Embedding = 'noise' | 'as blocks' | 'constant'

/** A planted model that sets periods apart from words, as tokenizers do, with an embedding of its own. */
export function plantedWords(
  planted: Planted,
  embedding: Embedding = 'noise',
): { model: MeasuredModel; ground: Ground } {
  const { model, ground } = plantedPort(planted)
  return {
    ground,
    model: {
      ...model,
      tokenize: async (source: TextSource) => {
        if (source.kind === 'chat') return model.tokenize(source)
        const parts = source.text.split(/(?=\.)/)
        const tokenized = await Promise.all(
          parts.map((text) => model.tokenize({ kind: 'bare', text })),
        )
        const ids = tokenized.flatMap((part) => part.ids)
        const pieces = tokenized.flatMap((part) => part.pieces)
        return source.kind === 'raw'
          ? { ids: [0, ...ids], pieces: ['', ...pieces], text: source.text }
          : { ids, pieces, text: source.text }
      },
      async *capture(request) {
        const at =
          embedding === 'as blocks'
            ? request.at.map((point) =>
                point === 'blocks.0.hook_resid_pre' ? 'blocks.18.hook_resid_post' : point,
              )
            : request.at
        for await (const answer of model.capture({ ...request, at })) {
          const size = answer.residual.length / request.at.length
          for (const [i, point] of request.at.entries())
            if (embedding === 'constant' && point === 'blocks.0.hook_resid_pre')
              answer.residual.fill(1, i * size, (i + 1) * size)
          yield answer
        }
      },
    },
  }
}

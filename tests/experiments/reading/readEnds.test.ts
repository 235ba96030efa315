import { describe, expect, it } from 'vitest'
import { readAt } from '../../../src/experiments/reading/place.ts'
import { asRaw, readable } from '../../../src/experiments/reading/readableText.ts'
import { readEnds } from '../../../src/experiments/reading/readEnds.ts'
import { residPost } from '../../../src/steering/hookPoint.ts'
import type { CaptureRequest } from '../../../src/steering/steerableModel.ts'
import { plantedPort } from '../plantedPort.ts'

const written = ['It rains.', 'It rains. Go on.', 'It', 'It rains. Go home.', 'It rains. Go on.']

describe('reading the ends of texts', () => {
  it('reads a text inside a longer one that begins with it, and finds what reading it alone finds', async () => {
    const { model, ground } = plantedPort({ state: (context) => ({ trouble: context.length }) })
    const asked: CaptureRequest[] = []
    const spied = {
      ...model,
      capture: (request: CaptureRequest) => {
        asked.push(request)
        return model.capture(request)
      },
    }
    const texts = await Promise.all(written.map((text) => readable(model, asRaw(text))))
    const at = [residPost(14), residPost(20)]
    const found = await readEnds(spied, ground, texts, at)
    expect(asked[0]?.sequences).toHaveLength(2)
    const alone = await readAt(
      model,
      ground,
      texts,
      at.map((point) => ({ at: point, over: 'last' as const })),
    )
    expect(found).toEqual(alone)
  })

  it('refuses numbers that are not finite, by the text', async () => {
    const { model, ground } = plantedPort({ state: () => ({ trouble: Number.NaN }) })
    const texts = [await readable(model, asRaw('It rains.'))]
    await expect(readEnds(model, ground, texts, [residPost(14)])).rejects.toThrow('“It rains.”')
  })
})

import { describe, expect, it } from 'vitest'
import { optionLikelihoods } from '../../../src/experiments/choices/optionLikelihood.ts'
import { asChat, asRaw } from '../../../src/experiments/reading/readableText.ts'
import { plantedPort } from '../plantedPort.ts'

const uniform = -Math.log(8192)

describe('the likelihood of options', () => {
  it('is the mean over the tokens of each option, in nats', async () => {
    const { model } = plantedPort({
      next: (context): Record<string, number> =>
        context.endsWith('It is') ? { ' raining': 3 } : {},
    })
    const [[now, sunny] = []] = await optionLikelihoods(
      model,
      [{ source: asRaw('It is'), reply: '', options: [' raining now', ' sunny now'] }],
      [],
    )
    const sum = Math.log(8191 + Math.exp(3))
    expect(now).toBeCloseTo((3 - sum + uniform) / 2, 5)
    expect(sunny).toBeCloseTo((0 - sum + uniform) / 2, 5)
  })

  it('goes on from the beginning of a reply in a chat', async () => {
    const seen: string[] = []
    const { model } = plantedPort({
      next: (context) => {
        seen.push(context)
        return {}
      },
    })
    const options = [' wait', ' go home']
    const found = await optionLikelihoods(
      model,
      [
        { source: asChat('What now?'), reply: 'I will', options },
        { source: asRaw('The end'), reply: '', options: [' is near'] },
      ],
      [],
    )
    expect(found.map((likelihoods) => likelihoods.length)).toEqual([2, 1])
    expect(seen.filter((context) => context.endsWith('<|assistant|>\nI will'))).toHaveLength(2)
    expect(seen.some((context) => context.endsWith('<|assistant|>\n'))).toBe(false)
  })

  it('counts the token from which a tokenizer joins the beginning with an option, for all options of it', async () => {
    const { model } = plantedPort({})
    const scored: (number | undefined)[] = []
    const spied = {
      ...model,
      capture: (request: Parameters<typeof model.capture>[0]) => {
        scored.push(...request.sequences.map(({ scoredFrom }) => scoredFrom))
        return model.capture(request)
      },
    }
    await optionLikelihoods(
      spied,
      [{ source: asRaw('It is'), reply: '', options: ['land', ' a'] }],
      [],
    )
    expect(scored).toEqual([2, 2]) // the sink and “It”; “ is” became “ island” in one of them
  })

  it('refuses an option without tokens, a text that is too long, and numbers that are not finite', async () => {
    const { model } = plantedPort({})
    const asked = (options: string[]) => [{ source: asRaw('It is'), reply: '', options }]
    await expect(optionLikelihoods(model, asked([' so', '']), [])).rejects.toThrow(
      'no token of its own',
    )
    await expect(optionLikelihoods(model, asked([' so'.repeat(3000)]), [])).rejects.toMatchObject({
      code: 'too-long',
    })
    const broken = plantedPort({ next: () => ({ ' so': Number.NaN }) }).model
    await expect(optionLikelihoods(broken, asked([' so']), [])).rejects.toMatchObject({
      code: 'unsupported-model',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { formControls, requested } from '../../../src/experiments/writing/requested.ts'
import { LabError } from '../../../src/labError.ts'
import { plantedPort } from '../plantedPort.ts'

/** A planted model whose tokenizer throws at chats with a system's message. */
function modelThatThrows(thrown: unknown) {
  const { model } = plantedPort({})
  const { tokenize } = model
  model.tokenize = async (source) => {
    if (source.kind === 'chat' && source.messages[0]?.role === 'system') throw thrown
    return tokenize(source)
  }
  return model
}
const ask = (model: ReturnType<typeof modelThatThrows>, kind: 'chat' | 'raw' = 'chat') =>
  requested(model, 'Be calm.', 'Hello there', kind)

describe('a prompt behind a request', () => {
  it('has it as the system’s message, or before a raw text', async () => {
    const { model } = plantedPort({})
    expect(await ask(model)).toMatchObject({ form: 'system' })
    expect((await ask(model)).text).toContain('<|system|>\nBe calm.')
    expect(await ask(model, 'raw')).toMatchObject({ form: 'raw', text: 'Be calm. Hello there' })
  })

  it.each([
    'System role not supported',
    'Conversation roles must alternate user/assistant/user/assistant/...',
    'Only user and assistant roles are supported!',
  ])('has it in the user’s message where the template says: %s', async (sentence) => {
    const { form, text } = await ask(modelThatThrows(new Error(sentence)))
    expect([form, text]).toEqual([
      'user',
      expect.stringContaining('<|user|>\nBe calm. Hello there'),
    ])
  })

  it.each([
    ['a worker that died', new LabError('worker-dead', 'The system stopped the worker.')],
    ['a cancel', new LabError('cancelled', 'Cancelled.')],
    ['a mistake of the program', new TypeError('role is undefined')],
    ['anything else', new Error('out of memory')],
  ])('lets %s through', async (_what, thrown) => {
    await expect(ask(modelThatThrows(thrown))).rejects.toBe(thrown)
  })

  it('is counted by where the request stood, of chats alone', () => {
    expect(formControls(['raw', 'system', 'user', 'system'])).toMatchObject([
      { value: 2, unit: 'of 3' },
    ])
    expect(formControls(['raw'])).toEqual([])
    expect(formControls([])).toEqual([])
  })
})

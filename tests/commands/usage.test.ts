import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../src/commands/flags.ts'
import { UsageError } from '../../src/commands/usage.ts'
import { temporaryFolders } from '../model/folders.ts'
import { evenkeel, refusalOf, tinyFolder } from './runCli.ts'

const folders = temporaryFolders()
const tiny = tinyFolder('llama-fused')
const contrastPath = join(import.meta.dirname, '../../src/data/contrast.json')

describe('The command line', { timeout: 120_000 }, () => {
  it.concurrent.each([
    ['no command', [], 'Name a command.'],
    ['no text', ['capture', tiny], 'Give exactly one of --ids, --text and --chat.'],
    ['no length', ['generate', tiny, '--ids', '1'], '--max-tokens is missing.'],
    [
      'two ways to draw',
      ['generate', tiny, '--ids', '1', '--max-tokens', '1', '--greedy', '--temperature', '1'],
      'Give --greedy or --temperature, not both.',
    ],
    ['no contrast texts', ['derive', tiny], '--contrast is missing.'],
    ['no reference values', ['verify', tiny], '--golden is missing.'],
  ])('ends with 2 and the usage on stderr for %s', async (_, args, says) => {
    const { code, stdout, stderr } = await evenkeel(...args)
    expect(stderr).toContain(says)
    expect(stderr).toContain('usage: npm run --silent evenkeel -- COMMAND')
    for (const command of ['inspect', 'capture', 'generate', 'derive', 'verify'])
      expect(stderr).toContain(`\n  ${command}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it.each([
    ['an unknown command', ['steer', tiny], 'There is no command "steer".'],
    ['a name that every object has', ['toString', tiny], 'There is no command "toString".'],
    ['no model', ['inspect'], 'inspect needs a model folder.'],
    ['two models', ['inspect', tiny, tiny], 'is too much for inspect.'],
    ['an unknown flag', ['inspect', tiny, '--loud'], '--loud'],
    ['a flag of another command', ['inspect', tiny, '--greedy'], 'inspect takes no --greedy.'],
    ['a flag without its value', ['capture', tiny, '--ids'], '--ids'],
  ])('calls %s wrong usage', (_, args, says) => {
    expect(() => parseCommand(args)).toThrow(UsageError)
    expect(() => parseCommand(args)).toThrow(says)
  })

  const file = (name: string, content: string) => {
    const path = join(folders.empty(), name)
    writeFileSync(path, content)
    return path
  }
  const ids = ['--ids', '1,2,3']
  it.concurrent.each([
    [
      'no such folder',
      ['inspect', join(tiny, 'gone')],
      'missing-file',
      ['config.json is missing', 'gone'],
    ],
    [
      'a damaged graph',
      ['inspect', tinyFolder('malformed/truncated-weights')],
      'bad-file',
      ['onnx/model.onnx', 'truncated'],
    ],
    ['an absent number format', ['inspect', tiny, '--dtype', 'fp16'], 'missing-file', ['fp16']],
    ['ids that are none', ['capture', tiny, '--ids', '1,b'], 'bad-input', ['--ids is "1,b"']],
    ['an id too many', ['capture', tiny, '--ids', '1,256'], 'bad-input', ['256', '0 to 255']],
    ['no ids', ['capture', tiny, '--ids', ''], 'bad-input', ['--ids is ""']],
    ['text without a tokenizer', ['capture', tiny, '--text', 'a'], 'missing-file', ['tokenizer']],
    [
      'an unknown hook point',
      ['capture', tiny, ...ids, '--at', 'x'],
      'bad-input',
      ['"x"', '0 to 3'],
    ],
    [
      'a position behind the end',
      ['capture', tiny, ...ids, '--positions', '0,3'],
      'bad-input',
      ['--positions names 3', '3 tokens'],
    ],
    [
      'positions that are none',
      ['capture', tiny, ...ids, '--positions', 'some'],
      'bad-input',
      ['--positions is "some"'],
    ],
    [
      'a steer file that is not there',
      ['capture', tiny, ...ids, '--steer', 'gone.json'],
      'missing-file',
      ['gone.json cannot be read'],
    ],
    [
      'a steer file that is no JSON',
      ['capture', tiny, ...ids, '--steer', file('steer.json', '<html>')],
      'bad-file',
      ['steer.json is not valid JSON'],
    ],
    [
      'a steer file without interventions',
      ['capture', tiny, ...ids, '--steer', file('steer.json', '{}')],
      'bad-input',
      ['interventions'],
    ],
    [
      'a seed that is no number',
      ['generate', tiny, ...ids, '--max-tokens', '1', '--seed', 'first'],
      'bad-input',
      ['--seed is "first"'],
    ],
    [
      'a temperature below zero',
      ['generate', tiny, ...ids, '--max-tokens', '1', '--temperature=-1'],
      'bad-input',
      ['temperature is -1'],
    ],
    [
      'more tokens than the context holds',
      ['generate', tiny, ...ids, '--max-tokens', '126'],
      'too-long',
      ['126', '128'],
    ],
    [
      'contrast texts that are none',
      ['derive', tiny, '--contrast', file('contrast.json', '{"situation_pairs": 3}')],
      'bad-input',
      ['situation_pairs'],
    ],
    [
      'reference values that are none',
      ['verify', tiny, '--golden', file('golden.json', '{}')],
      'bad-file',
      ['golden.json', 'no reference values'],
    ],
    [
      'reference values of another model',
      ['verify', tiny, '--golden', join(tinyFolder('qwen2-fused'), 'golden.json')],
      'bad-input',
      ['265', '0 to 255'],
    ],
    [
      'reference values of another number format',
      ['verify', tiny, '--dtype', 'q4', '--golden', join(tinyFolder('qwen2-fused'), 'golden.json')],
      'bad-input',
      ['no reference values for q4, only for fp32'],
    ],
    [
      'a result that cannot be written',
      ['derive', tiny, '--contrast', contrastPath, '--out', join(tiny, 'gone/out.json')],
      'bad-input',
      ['gone/out.json'],
    ],
  ] as [string, string[], string, string[]][])(
    'ends with 1 and an error in JSON for %s',
    async (_, args, code, says) => {
      const error = await refusalOf(...args)
      expect(error.code).toBe(code)
      for (const words of says) expect(error.message).toContain(words)
    },
  )
})

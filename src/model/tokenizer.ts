import { PreTrainedTokenizer } from '@huggingface/transformers'
import { LabError } from '../labError.ts'
import type { TextSource, Tokenized } from '../steering/steerableModel.ts'

/** Text to ids and back, by the model's own tokenizer files. */
export interface Tokenizer {
  readonly hasChatTemplate: boolean
  tokenize(source: TextSource): Tokenized
  /** A function that gives, for one id after another, the text each adds: '' while a character is incomplete. */
  pieces(): (id: number) => string
  decode(ids: readonly number[], options?: { special?: boolean }): string
}

/** Makes a tokenizer from the parsed tokenizer.json and tokenizer_config.json. Throws LabError `bad-file`. */
export function createTokenizer(json: unknown, config: unknown, bosId: number | null): Tokenizer {
  let inner: PreTrainedTokenizer
  try {
    inner = new PreTrainedTokenizer(json, config)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LabError(
      'bad-file',
      `tokenizer.json cannot be used (${reason.replace(/\.$/, '')}). Fetch it again.`,
      { cause },
    )
  }
  const hasChatTemplate = Boolean(inner.chat_template)
  const encode = (text: string) => inner.encode(text, { add_special_tokens: false })
  const decode = (ids: readonly number[], special = false) =>
    ids.length === 0
      ? ''
      : inner.decode([...ids], {
          skip_special_tokens: !special,
          clean_up_tokenization_spaces: false,
        })

  const pieces = () => {
    let before: number[] = [] // complete ids, so that a leading space is not lost
    let open: number[] = [] // ids whose bytes do not yet end a character
    return (id: number) => {
      open.push(id)
      const text = decode([...before, ...open], true).slice(decode(before, true).length)
      if (text.endsWith('\uFFFD') && open.length < 8) return ''
      before = open
      open = []
      return text
    }
  }

  const tokenize = (source: TextSource): Tokenized => {
    let text: string
    let ids: number[]
    if (source.kind === 'chat') {
      if (!hasChatTemplate)
        throw new LabError(
          'unsupported-model',
          'This model has no chat template. Use plain text instead of chat.',
        )
      text = inner.apply_chat_template([...source.messages], {
        add_generation_prompt: true,
        tokenize: false,
      }) as string
      ids = encode(text)
    } else {
      text = source.text
      ids = encode(text)
      if (source.kind === 'raw' && bosId !== null) ids = [bosId, ...ids]
    }
    const piece = pieces()
    return { ids, text, pieces: ids.map(piece) }
  }

  return {
    hasChatTemplate,
    tokenize,
    pieces,
    decode: (ids, options) => decode(ids, options?.special ?? false),
  }
}

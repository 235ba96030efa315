import type { Changes } from '../model/folders.ts'

/** Bytes that stand for themselves in a byte-level vocabulary; the others take the letters from 256 on. */
const isPlain = (byte: number): boolean =>
  (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)

/**
 * Tokenizer files for a decoder with 256 ids: one token a byte, without merges. Ids 0 to 2 are special; the three bytes
 * that never occur in UTF-8 have given up their place.
 */
export function byteTokenizer(): Changes {
  const special = ['<pad>', '<s>', '</s>']
  const vocab: Record<string, number> = {}
  for (const [id, content] of special.entries()) vocab[content] = id
  let others = 256
  for (let byte = 0; byte < 256; byte++) {
    const letter = String.fromCharCode(isPlain(byte) ? byte : others++)
    if (byte !== 0xf5 && byte !== 0xfe && byte !== 0xff) vocab[letter] = Object.keys(vocab).length
  }
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false }
  const level = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false }
  const tokenizer = {
    version: '1.0',
    added_tokens: special.map((content, id) => ({ id, content, ...flags, special: true })),
    normalizer: null,
    pre_tokenizer: level,
    post_processor: null,
    decoder: level,
    model: { type: 'BPE', vocab, merges: [] },
  }
  const chatTemplate =
    "{% for message in messages %}{{ '<s>' + message['content'] + '</s>' }}{% endfor %}" +
    "{% if add_generation_prompt %}{{ '<s>' }}{% endif %}"
  return {
    'tokenizer.json': JSON.stringify(tokenizer),
    'tokenizer_config.json': JSON.stringify({ chat_template: chatTemplate }),
  }
}

/** The id of each byte of a text. */
export function byteIds(text: string): number[] {
  const gone = [0xf5, 0xfe, 0xff]
  return [...new TextEncoder().encode(text)].map(
    (byte) => 3 + byte - gone.filter((other) => other < byte).length,
  )
}

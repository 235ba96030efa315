import * as v from 'valibot'
import type { LabToken } from '../../state/run/lane.ts'
import type { FinishedRun } from '../evidence.ts'
import { runOf } from './laneOf.ts'
import { measureKind } from './measureKind.ts'

/** The tokens of the prompt as it was typed: without the model's own marks such as <|im_start|>. */
const typed = ({ lanes }: FinishedRun): LabToken[] =>
  (lanes[0]?.prompt ?? []).filter(({ piece }) => !/^<\|.*\|>$/.test(piece))

/** How many tokens a prompt is read as; in chat, those of the template count too. */
export const promptTokens = (run: FinishedRun): number => typed(run).length

const last = { at: v.optional(v.number()) }

/** How many tokens the prompt is read as, without marks such as <|im_start|>. Plain text is counted as typed. */
export const promptTokenCount = measureKind(
  'prompt-tokens',
  'count',
  v.strictObject(last),
  (wanted, _, runs) => {
    const run = runOf(runs, wanted)
    return run && promptTokens(run)
  },
)

/** How many tokens this part of the prompt is read as; null where the prompt has no such part. */
export const tokensOf = measureKind(
  'tokens-of',
  'count',
  v.strictObject({ ...last, text: v.pipe(v.string(), v.nonEmpty()) }),
  ({ text, ...wanted }, _, runs) => {
    const run = runOf(runs, wanted)
    return run && (covering(typed(run), text)?.length ?? null)
  },
)

/**
 * The reading of the prompt in SD: its `highest` token, its `last` one, or their `mean`; with `text`, over the tokens
 * of that part alone. Massive tokens and the marks of the template are left out.
 */
export const promptReading = measureKind(
  'prompt-reading',
  'sd',
  v.strictObject({
    ...last,
    take: v.optional(v.picklist(['mean', 'highest', 'last']), 'mean'),
    text: v.optional(v.pipe(v.string(), v.nonEmpty())),
  }),
  ({ take, text, ...wanted }, _, runs) => {
    const run = runOf(runs, wanted)
    if (!run) return null
    const all = typed(run)
    const tokens = text === undefined ? all : (covering(all, text) ?? [])
    const read = tokens.filter(({ massive }) => !massive).flatMap(({ reading }) => reading ?? [])
    if (read.length === 0) return null
    if (take === 'last') return read.at(-1) ?? null
    return take === 'highest'
      ? Math.max(...read)
      : read.reduce((sum, each) => sum + each, 0) / read.length
  },
)

/** The tokens that a part of the text lies in; null where the text has no such part. */
function covering(tokens: readonly LabToken[], text: string): LabToken[] | null {
  const start = tokens
    .map(({ piece }) => piece)
    .join('')
    .lastIndexOf(text)
  if (start < 0) return null
  let at = 0
  return tokens.filter(({ piece }) => {
    const from = at
    at += piece.length
    return from < start + text.length && at > start
  })
}

import { say } from '../../language/say.ts'
import { inSd, pushInWords, signed } from '../../state/numberText.ts'
import type { LabToken } from '../../state/run/lane.ts'

/** A line of what is known about a token: what it is called, its value, a remark. */
export interface ReadoutLine {
  kind: 'push' | 'other'
  name: string
  value: string
  remark: string
}

/** A piece in quotes, with its line ends made visible. */
export const pieceInQuotes = (piece: string): string =>
  say('lab.token.quoted', { piece: piece.replaceAll('\n', '↵') })

/** What is known about a token, line by line; `alarm`: whether it went off here. */
export function readoutOf(token: LabToken, alarm = false): ReadoutLine[] {
  const { reading, pushed, massive, coefficient, logprob, logprobUnsteered } = token
  const lines: ReadoutLine[] = []
  const add = (name: string, value: string, remark = '', kind: ReadoutLine['kind'] = 'other') =>
    lines.push({ kind, name, value, remark })
  if (reading === null) add(say('lab.token.reading'), say('lab.token.none'))
  else add(say('lab.token.reading'), inSd(reading), say('lab.token.byUnsteered'))
  if (massive) add(say('lab.token.massive'), say('lab.token.leftOut'), say('lab.token.ofColors'))
  if (alarm) add(say('lab.token.alarm'), say('lab.token.wentOff'))
  if (pushed !== null && coefficient !== 0)
    add(say('lab.token.underPush'), inSd(pushed), say('lab.token.mostlyPush'))
  const unit = say(coefficient === 0 ? 'lab.token.nothingAdded' : 'lab.token.typicalNorm')
  add(say('lab.token.pushHere'), signed(coefficient, 2), unit, 'push')
  const nats = say('lab.token.nats')
  if (logprob !== null) add(say('lab.token.logprob'), signed(logprob, 2), nats)
  if (logprobUnsteered !== null && coefficient !== 0)
    add(say('lab.token.withoutPush'), signed(logprobUnsteered, 2), nats)
  return lines
}

/** The same in one sentence, for a screen reader. */
export function readoutSentence(token: LabToken, alarm = false): string {
  const parts = readoutOf(token, alarm)
    .filter(({ kind }) => kind !== 'push')
    .map(({ name, value, remark }) => `${name} ${value} ${remark}`.trim())
  return say('lab.token.sentence', {
    token: token.index + 1,
    piece: token.covered ? say('filter.word') : token.piece.trim() || say('lab.token.space'),
    parts: parts.join('; '),
    push: pushInWords(token.coefficient),
  })
}

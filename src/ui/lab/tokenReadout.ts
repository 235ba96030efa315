import type { LabToken } from '../../state/lane.ts'
import { inSd, pushInWords, signed } from '../../state/numberText.ts'

/** A line of what is known about a token: what it is called, its value, a remark. */
export interface ReadoutLine {
  name: string
  value: string
  remark: string
}

/** Spaces and line ends of a piece made visible. */
export function pieceInQuotes(piece: string): string {
  return `“${piece.replaceAll('\n', '↵')}”`
}

/** What is known about a token, line by line; `alarm`: whether it went off here. */
export function readoutOf(token: LabToken, alarm = false): ReadoutLine[] {
  const { reading, pushed, massive, coefficient, logprob, logprobUnsteered } = token
  const lines: ReadoutLine[] = []
  const add = (name: string, value: string, remark = '') => lines.push({ name, value, remark })
  if (reading === null) add('Reading', 'none', '')
  else add('Reading', inSd(reading), 'by the unsteered model')
  if (massive) add('Massive', 'left out', 'of colors and means')
  if (alarm) add('Alarm', 'went off here', '')
  if (pushed !== null && coefficient !== 0)
    add('Under the push', inSd(pushed), 'mostly the push itself')
  add('Push here', signed(coefficient, 2), coefficient === 0 ? 'nothing added' : '× typical norm')
  if (logprob !== null) add('Log-probability', signed(logprob, 2), 'nats')
  if (logprobUnsteered !== null && coefficient !== 0)
    add('Without the push', signed(logprobUnsteered, 2), 'nats')
  return lines
}

/** The same in one sentence, for a screen reader. */
export function readoutSentence(token: LabToken, alarm = false): string {
  const parts = readoutOf(token, alarm)
    .filter((line) => line.name !== 'Push here')
    .map(({ name, value, remark }) => `${name} ${value} ${remark}`.trim())
  return `Token ${token.index + 1}, ${token.piece.trim() || 'space'}. ${parts.join('; ')}; written under ${pushInWords(token.coefficient)}.`
}

import { number } from '../language/number.ts'
import { type MessageKey, say } from '../language/say.ts'
import { signed } from '../state/numberText.ts'

/** A number with what it is, so that each language can write it. */
export interface Quantity {
  value: number
  as: QuantityKind
}

/** push: in typical norms. sd: of a reading. ratio: so many times. share: of one. plain: without a unit. */
export type QuantityKind = 'push' | 'sd' | 'ratio' | 'count' | 'share' | 'plain'

/** A sentence that is said when it is shown, in the language of that moment. */
export interface Said {
  key: MessageKey
  values: Record<string, string | Quantity | readonly Quantity[]>
}

/** The sentence in the language of the page. */
export const saidWords = ({ key, values }: Said): string =>
  say(
    key,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueWords(value)])),
  )

function valueWords(value: string | Quantity | readonly Quantity[]): string | number {
  if (typeof value === 'string') return value
  if ('value' in value) return value.as === 'count' ? value.value : quantityWords(value)
  return value.map((each) => quantityWords(each)).join(', ')
}

/** A quantity as the language of the page writes it: with its sign, or as a size. */
export function quantityWords({ value, as }: Quantity, size = false): string {
  const digits = as === 'sd' ? 1 : 2
  switch (as) {
    case 'push':
    case 'plain':
      return size ? number(Math.abs(value), digits) : signed(value, digits)
    case 'sd':
      return `${size ? number(Math.abs(value), digits) : signed(value, digits)} SD`
    case 'ratio':
      return `${number(value, digits)} ×`
    case 'share':
      return `${number(100 * value)} %`
    case 'count':
      return number(value)
  }
}

import { currentLanguage } from './say.ts'

/** A number with so many digits behind the point, as the language of the page writes it, with a true minus. */
export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(currentLanguage(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(value)
    .replace('-', '−')
}

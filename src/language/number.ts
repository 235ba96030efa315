import { currentLanguage } from './say.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A number with so many digits behind the point, as the language of the page writes it, with a true minus. */
export function number(value: number, digits = 0): string {
  return formatOf(digits).format(value).replace('-', '−')
}

/** An English numeral, such as −.08 or 0.01, as the language of the page writes it; without marks for thousands. */
export function spelled(numeral: string): string {
  if (currentLanguage() === 'en') return numeral
  const whole = numeral.replace(/^[+−-]?(?=\.)/, (sign) => `${sign}0`)
  return whole.replace('.', number(0.5, 1).charAt(1))
}

function formatOf(digits: number): Intl.NumberFormat {
  const language = currentLanguage()
  const key = `${language} ${digits}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, made)
  return made
}

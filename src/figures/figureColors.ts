/** The colors of pictures outside the page, by the names that ui/palette.css gives them. */
export const figureColors = {
  light: {
    ink: '#1b2430',
    soft: '#56626f',
    line: '#dfe4ea',
    edge: '#87929e',
    card: '#ffffff',
    band: '#e9edf2',
    calm: '#2668ad',
    desperate: '#a65805',
    random: '#7c6a93',
  },
  dark: {
    ink: '#e7ecf2',
    soft: '#a3afbc',
    line: '#2b3440',
    edge: '#667382',
    card: '#171e26',
    band: '#252f3a',
    calm: '#79b4f2',
    desperate: '#f0a955',
    random: '#b9a6d6',
  },
} as const

export type Scheme = keyof typeof figureColors

/** The rules with the colors themselves in place of custom properties, for programs that do not know these. */
export function inColors(rules: string, scheme: Scheme): string {
  const colors: Record<string, string> = figureColors[scheme]
  return rules.replace(/var\(--([a-z]+)\)/g, (unknown, name: string) => colors[name] ?? unknown)
}

import { figureColors, type Scheme } from './figureColors.ts'
import { figureRules } from './figureRules.ts'

const palette = (scheme: Scheme): string =>
  `:root { ${Object.entries(figureColors[scheme])
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ')} }`

/** How the report looks: one file, light and dark, from a phone to paper. */
export const reportStyle = `${palette('light')}
@media screen and (prefers-color-scheme: dark) { ${palette('dark')} }
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--card); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 720px; margin: auto; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
h2 { margin: 36px 0 10px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 18px; }
h3 { margin: 24px 0 4px; font-size: 15px; }
p, ul, dl, figure { margin: 8px 0; padding: 0; }
ul { padding-left: 20px; }
a { color: var(--calm); }
.question { font-size: 18px; }
.quiet { color: var(--soft); font-size: 13.5px; }
.verdict { display: inline-block; margin-left: 8px; padding: 0 8px; border: 1px solid var(--edge); border-radius: 10px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.verdict.shown { border-color: var(--ink); background: var(--ink); color: var(--card); }
dl { display: grid; grid-template-columns: minmax(110px, 260px) minmax(0, 1fr); gap: 4px 16px; font-variant-numeric: tabular-nums; }
dt { color: var(--soft); }
dd { margin: 0; }
.across { overflow-x: auto; }
.scroll { max-height: 420px; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
th { color: var(--soft); font-weight: 600; }
tbody th { color: var(--ink); font-weight: 400; }
td.short { white-space: nowrap; }
details { margin: 8px 0 0; font-size: 13.5px; }
summary { cursor: pointer; color: var(--soft); }
figure { margin-top: 14px; }
.narrow { display: none; }
@media (max-width: 719px) { .wide { display: none; } .narrow { display: block; overflow-x: auto; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; } }
@media print { .wide { display: block; } .narrow { display: none; } .scroll { max-height: none; } h3, figure { break-inside: avoid; } }
${figureRules}`

// What a visitor waits for, measured in Chromium: npm run budgets. Prints the table and writes it into docs/performance.md.
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { median } from '../src/math/statistics.ts'
import { launchChromium } from '../tests/chromium.ts'
import { serveLab } from '../tests/page/serveLab.ts'
import { type FirstVisit, firstVisit } from './firstVisit.ts'
import { withMarkedPart } from './markedPart.ts'
import { offlineVisits } from './offlineVisit.ts'

const FIRST_VISITS = 7
const OFFLINE_VISITS = 3
const file = join(import.meta.dirname, '../docs/performance.md')
const spread = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)} – ${Math.max(...values).toFixed(digits)}`

const lab = await serveLab()
const browser = await launchChromium()
const visits: FirstVisit[] = []
while (visits.length < FIRST_VISITS) visits.push(await firstVisit(browser, lab.labUrl))
const offline = await offlineVisits(browser, lab, OFFLINE_VISITS)
const version = browser.version()
await browser.close()

const pictures = visits.map(({ picture }) => picture / 1000)
const moving = visits.map((visit) => visit.moving / 1000)
const scripts = Math.max(...visits.map((visit) => visit.scripts)) / 1000
const weights = visits.flatMap((visit) => visit.weights).length
const rows = [
  {
    what: 'First visit, something to look at (first contentful paint)',
    measured: `${median(pictures).toFixed(2)} s (${spread(pictures, 2)}, ${visits.length} visits)`,
    bound: 'at most 1 s',
    met: median(pictures) <= 1,
  },
  {
    what: 'First visit, the slider there and the text beside it growing',
    measured: `${median(moving).toFixed(2)} s (${spread(moving, 2)})`,
    bound: 'at most 2 s',
    met: median(moving) <= 2,
  },
  {
    what: 'Script that the front page fetches, packed',
    measured: `${scripts.toFixed(0)} kB`,
    bound: 'at most 350 kB',
    met: scripts <= 350,
  },
  {
    what: 'Requests of the front page for weights of a model',
    measured: String(weights),
    bound: 'none',
    met: weights === 0,
  },
  {
    what: 'Second visit with the server gone, ready to steer live, self-test included',
    measured: `${median(offline).toFixed(1)} s (${spread(offline, 1)}, ${offline.length} visits)`,
    bound: 'at most 5 s',
    met: median(offline) <= 5,
  },
]
const table = [
  '| what | measured | asked for | met |',
  '|---|---|---|---|',
  ...rows.map(
    ({ what, measured, bound, met }) =>
      `| ${what} | ${measured} | ${bound} | ${met ? 'yes' : '**no**'} |`,
  ),
].join('\n')
const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, Chromium ${version}, no graphics card; ${new Date().toISOString().slice(0, 10)}`
const part = `## What a visitor waits for

The last run of \`npm run budgets\`, on this machine: ${machine}. First visits are made with an empty cache over a line that
Chromium holds at 10 Mbit/s and 40 ms; times are medians.

${table}`
await writeFile(file, withMarkedPart(await readFile(file, 'utf8'), 'budgets', part))
process.stdout.write(`${table}\n`)
process.exit(0)

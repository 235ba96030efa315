import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))

interface Named {
  name: string
  label: string
  value: number
  low: number
  high: number
}
interface Claim {
  name: string
  verdict: string
  effects: Named[]
  controls: Named[]
}
const named = <Of extends { name: string }>(all: Of[], name: string): Of => {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is not there`)
  return found
}
const resultOf = (experiment: string) => json(`docs/results/${experiment}/result.json`)
const claimOf = (experiment: string, claim: string): Claim =>
  named<Claim>(resultOf(experiment).claims, claim)

const figure = (value: number, digits: number) =>
  `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`
const short = (value: number, digits: number) => figure(value, digits).replace(/^(−?)0\./, '$1.')
const signed = (value: number, digits: number) => `${value < 0 ? '' : '+'}${figure(value, digits)}`

const text = claimOf('steering', 'text')
const costRows: Named[] = resultOf('steering').figures.find(
  ({ name }: Named) => name === 'cost',
).rows
const cost = (push: string, digits: number) =>
  figure(costRows.find(({ label }) => label === `push ${push}`)!.value, digits)
const random = named(text.controls, 'perplexity ratio of random directions, range')
const [lowest, highest] = [figure(random.low, 2), figure(random.high, 2)]

const counted = resultOf('danger').claims.filter(({ name }: Claim) =>
  name.startsWith('counted, in trouble'),
)
const shares = counted.map(
  ({ controls }: Claim) =>
    named(controls, 'share of random directions that change as much').value * 100,
)
const [least, most] = [Math.min(...shares), Math.max(...shares)].map((share) =>
  String(Math.floor(share + 0.5)),
)
const inTrouble = claimOf('danger', 'counted, in trouble, user text')
const dose = (mg: number): string => {
  const rows = readFileSync(join(root, 'docs/results/danger/items.csv'), 'utf8').split('\n')
  const row = rows.find((line) => line.startsWith('counted,tylenol') && line.includes(` ${mg} mg`))!
  return signed(Number(row.split(',').at(-4)), 2)
}

const answers = json('src/data/lessonAnswers.json')
const [fall, rise] = [answers.steering.calm.values.own, answers.steering.desperate.values.own]
const underPush = named(
  claimOf('under-the-surface', 'composed stretches, in context').controls,
  'under the push itself, which is mostly the push',
).value
const effect = named(text.effects, 'text(+.2) − text(−.2)')
const more = `${figure(effect.value, 1)} more desperate minus calm words per 100 between −0.20 and +0.20`
const draws = named(text.controls, '8 random directions, range')

/** What each lesson says of a record, with its mark, computed from that record. */
const said: Record<string, string[]> = {
  'feelings.yaml': [
    `over 16 prompts of many kinds there are ${more} (*recorded*`,
    `Over 16 prompts of many kinds there are ${more} (*recorded*`,
  ],
  'is-it-real.yaml': [
    `finds ${signed(effect.value, 1)} desperate minus calm words per 100 with the interval [${figure(effect.low, 1)}, ${figure(effect.high, 1)}], and eight random directions between ${figure(draws.low, 1)} and ${signed(draws.high, 1)} (*recorded*)`,
  ],
  'reading.yaml': [
    `reads ${dose(250)} SD and the same question about 16,000 mg ${dose(16000)} (*recorded*`,
    `changes by ${short(named(inTrouble.effects, 'mean rise over ramps').value, 2)} SD from the smallest number to the largest, and ${named(inTrouble.controls, 'share of random directions that change as much').value * 100} % of random directions change as much (*recorded*)`,
  ],
  'steering.yaml': [`${signed(fall, 1)} SD and ${signed(rise, 1)} SD (*recorded*)`],
  'steering.de.yaml': [
    `${signed(fall, 1)} SD und ${signed(rise, 1)} SD (*aufgezeichnet*)`.replaceAll('.', ','),
  ],
  'tokens.yaml': [`${least} to ${most} % of random directions move as much (*recorded*)`],
  'tokens.de.yaml': [
    `${least} bis ${most} % der Zufallsrichtungen bewegen sich ebenso weit (*aufgezeichnet*)`,
  ],
  'too-much.yaml': [
    `cost ${cost('+0.2', 1)} × at ±0.20 and ${cost('−0.3', 1)} to ${cost('+0.3', 1)} × at ±0.30 (*recorded*)`,
    `costs ${cost('−0.2', 2)} at −.2 and ${cost('+0.2', 2)} at +.2, and eight random directions of the same size cost ${lowest} to ${highest} (*recorded*)`,
    `cost from ${lowest} to ${highest} and the direction ${cost('−0.2', 1)} (*recorded*)`,
    `−0.30 costs ${cost('−0.3', 1)} (*recorded*)`,
    `${cost('−0.3', 1)} at −0.30 and ${cost('+0.3', 1)} at +0.30 (*recorded*)`,
  ],
  'under-the-surface.yaml': [
    `tells pushed texts from others with an AUC of ${figure(underPush, 2)} (*recorded*)`,
  ],
}

const marks = (words: string): number => words.match(/\*(recorded|aufgezeichnet)\*/g)?.length ?? 0

describe('what a lesson marks as recorded', () => {
  const folder = join(root, 'src/lessons')
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))(
    '%s: is what the records of the lab say, and nothing else is marked so',
    (name) => {
      const words = readFileSync(join(folder, name), 'utf8')
      const expected = said[name] ?? []
      expect(expected.filter((sentence) => !words.includes(sentence))).toEqual([])
      expect(marks(words)).toBe(expected.length)
    },
  )

  it('is said on the about page too, in each language', () => {
    const range = [cost('+0.2', 1), cost('−0.3', 1), cost('+0.3', 1)]
    const shown = (language: string): string =>
      json(`src/language/${language}.json`)['about.limits.range']
    expect(shown('en')).toContain(
      `is ${range[0]} times the baseline’s at ±0.20 and ${range[1]} to ${range[2]} times at ±0.30 (recorded)`,
    )
    const [inside, low, high] = range.map((value) => value.replace('.', ','))
    expect(shown('de')).toContain(
      `bei ±0,20 das ${inside}-Fache der unveränderten Texte, bei ±0,30 das ${low}- bis ${high}-Fache (aufgezeichnet)`,
    )
  })

  it('was shown where a lesson only says that an experiment shows it', () => {
    expect(text.verdict).toBe('shown')
    for (const { verdict } of counted) expect(verdict).toBe('not shown')
  })
})

import { describe, expect, it } from 'vitest'
import { refusalsIn, sourceFiles, wordsIn } from './sourceWords.ts'

/** What is written alike in every language. */
const universal = new Set([
  'Evenkeel',
  '· Evenkeel',
  'SD',
  '−3 SD',
  '+3 SD',
  'CPU',
  'GPU',
  'SHA-256',
])

describe('the words of the page', () => {
  it('are in the catalogs, so that each can be said in another language', () => {
    const found = sourceFiles('ui').flatMap(([path, source]) =>
      wordsIn(path, source)
        .filter((words) => !universal.has(words))
        .map((words) => `src/${path} says “${words}” by itself.`),
    )
    expect(found).toEqual([])
  })

  it('are in the catalogs where the store refuses something, too', () => {
    const found = [...sourceFiles('state'), ...sourceFiles('ui')].flatMap(([path, source]) =>
      refusalsIn(path, source).map((words) => `src/${path} says “${words}” by itself.`),
    )
    expect(found).toEqual([])
  })

  it.each([
    ['text', '<p>Some words</p>'],
    ['a label', '<p aria-label="Some words" />'],
    ['a label with a value', '<p title={`Some words $' + '{n}`} />'],
    ['a choice', "<p>{n > 1 ? 'Some words' : say('key')}</p>"],
    ['a condition', "<p>{n > 1 && 'Some words'}</p>"],
  ])('are found as %s', (_what, markup) => {
    const source = `export const Part = ({ n }: { n: number }) => ${markup}\n`
    expect(wordsIn('ui/part.tsx', source).map((words) => words.trim())).toEqual(['Some words'])
  })

  it.each([
    ['a key', "<p title={say('lab.run')}>{say(n > 1 ? 'lab.run' : 'lab.stop')}</p>"],
    ['a name for the program', '<p className="note" id="some-id" data-phase="idle">{n}</p>'],
    ['a comparison', "<p hidden={n === 1}>{String(n) === 'one' && say('lab.run')}</p>"],
    ['a sign', '<p>→ · {n} %</p>'],
  ])('are not seen in %s', (_what, markup) => {
    const source = `export const Part = ({ n }: { n: number }) => ${markup}\n`
    expect(wordsIn('ui/part.tsx', source)).toEqual([])
  })

  it('are found in a refusal, and not when the catalog says them', () => {
    const refusal = (words: string) => `throw new LabError('bad-input', ${words})\n`
    expect(refusalsIn('state/a.ts', refusal("'Some words.'"))).toEqual(['Some words.'])
    expect(refusalsIn('state/a.ts', refusal('`Some $' + '{words}.`'))).toEqual(['Some '])
    expect(refusalsIn('state/a.ts', refusal("say('run.noModel')"))).toEqual([])
  })
})

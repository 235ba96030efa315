import { describe, expect, it } from 'vitest'
import { compileLesson } from '../../src/lessons/build/compileLesson.ts'
import { plainText, textFor } from '../../src/lessons/lessonText.ts'
import { path, source, terms } from './pushLesson.ts'

const compile = (content: string) => compileLesson({ path, content }, terms)
const without = (line: string) => {
  expect(source).toContain(line)
  return source.replace(line, '')
}
const instead = (from: string, to: string) => {
  expect(source).toContain(from)
  return source.replace(from, to)
}

describe('a lesson', () => {
  const lesson = compile(source)
  const [step] = lesson.parts

  it('is named after its file and takes texts for both readers', () => {
    expect(lesson).toMatchObject({ name: 'push', order: 1, minutes: 5, steps: ['push'] })
    expect(plainText(textFor(lesson.intro, 'pupil'))).toBe('For pupils.')
    expect(plainText(textFor(lesson.intro, 'student'))).toBe('For students.')
    expect(plainText(textFor(lesson.aim, 'student'))).toBe('See a push.')
  })

  it('lays the setup of a step over that of the lesson, in the form of a draft', () => {
    expect(step?.setup?.draft).toEqual({ prompt: 'Hello', temperature: '0', coefficient: -0.2 })
  })

  it('turns Markdown, words of the glossary and measures into a small tree', () => {
    expect(step?.text).toEqual([
      {
        kind: 'paragraph',
        spans: [
          'A ',
          { kind: 'term', term: 'direction', spans: ['direction'] },
          ' moves the ',
          { kind: 'term', term: 'residual', spans: ['hidden state'] },
          '.',
        ],
      },
    ])
    expect(step?.outcomes[0]?.text).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { kind: 'number', measure: 'own', size: true },
          ' calmer, see ',
          { kind: 'link', to: '#/models', spans: ['Models'] },
          '.',
        ],
      },
    ])
  })

  it('takes lists, and an alternative of conditions', () => {
    const changed = compile(
      instead('    do: Press **Run**.', '    do: |\n      - one\n      - two').replace(
        'when: { own: { below: -0.3 }, help: { equals: true } }',
        'when: [{ own: { below: -0.3 } }, { help: { equals: true } }]',
      ),
    )
    expect(textFor(changed.parts[0]!.do, 'pupil')[0]).toMatchObject({
      kind: 'list',
      ordered: false,
    })
    expect(changed.parts[0]?.outcomes[0]?.when).toHaveLength(2)
  })
})

describe('a lesson that is wrong is refused, with file, place and what to do', () => {
  it.each<[string, string, string]>([
    ['no minutes', without('minutes: 5\n'), '“minutes”: is missing. Add it'],
    ['a word for a number', instead('minutes: 5', 'minutes: five'), 'is not a number'],
    ['an unknown field', instead('order: 1', 'order: 1\nclock: 3'), '“clock” is not known here'],
    ['broken YAML', instead('order: 1', 'order: [1'), 'is not YAML at line'],
    ['the same field twice', instead('order: 1', 'order: 1\norder: 2'), 'is not YAML at line'],
    ['no steps', source.slice(0, source.indexOf('steps:')), '“steps”: is missing'],
    ['an unknown room', instead('order: 1', 'order: 1\nroom: cellar'), 'Write one of: lab,'],
    ['room experiments alone', instead('order: 1', 'order: 1\nroom: experiments'), 'Say which one'],
  ])('%s', (_, content, sentence) => {
    expect(() => compile(content)).toThrow(path)
    expect(() => compile(content)).toThrow(sentence)
  })

  it.each<[string, string, string]>([
    ['no check', without('    check: run\n'), '“check”: is missing'],
    ['an unknown check', instead('check: run', 'check: jump'), 'no check “jump”. There are: run, '],
    [
      'a parameter of no check',
      instead('check: run', 'check: { run: { speed: 3 } }'),
      '“speed” is',
    ],
    ['a wrong parameter', instead('check: run', 'check: { run: { seed: red } }'), 'check.seed'],
    ['several runs of one', instead('check: run', 'check: runs'), 'List pushes, draws or seeds'],
    ['an unknown measure', instead('of: contains', 'of: smells'), 'no measure “smells”'],
    ['a measure without its words', instead(', words: [doctor]', ''), 'measures.help.words'],
    [
      'a condition on nothing',
      instead('{ own: { below', '{ wind: { below'),
      'under measures first',
    ],
    ['a number against yes or no', instead('{ equals: true }', '{ above: 1 }'), 'is yes or no'],
    ['a word against a number', instead('{ below: -0.3 }', '{ equals: low }'), 'is a number'],
    ['an empty condition', instead('{ below: -0.3 }', '{}'), 'needs above, below or equals'],
    [
      'a last outcome with when',
      instead('- id: other\n', '- id: other\n        when: { own: { above: 1 } }\n'),
      'is the last outcome',
    ],
    [
      'an early outcome without',
      instead('when: { own: { below: -0.3 }, help: { equals: true } }\n', 'right: []\n').replace(
        '        right: [tone]\n',
        '',
      ),
      'holds always',
    ],
    ['an outcome twice', instead('- id: other', '- id: calmer'), 'has “calmer” twice'],
    ['an unknown option', instead('right: [tone]', 'right: [taste]'), 'none of the options'],
    [
      'one option only',
      instead('{ tone: The tone, nothing: Nothing }', '{ tone: The tone }'),
      'two options',
    ],
    ['a push off the slider', instead('coefficient: -0.2', 'coefficient: -0.5'), 'below −0.4'],
    [
      'a push between its steps',
      instead('coefficient: -0.2', 'coefficient: -0.205'),
      'step of the slider',
    ],
    ['a word that the glossary lacks', instead('[[direction]]', '[[magic]]'), 'the glossary lacks'],
    [
      'a number outside of outcomes',
      instead('Press **Run**.', '"Press {{own}}."'),
      'in outcomes alone',
    ],
    [
      'a number of no measure',
      instead('changed by {{own}}', 'changed by {{wind}}'),
      'no measure of this',
    ],
    [
      'yes or no in a text',
      instead('changed by {{own}}', 'changed by {{help}}'),
      'no measure of this',
    ],
    ['a link to another site', instead('(#/models)', '(https://example.org)'), 'without a network'],
    ['a heading', instead('text: A [[', 'text: "# A"\n    hint2: A [['), '“hint2” is not known'],
    ['markup', instead('text: A [[direction]] moves', 'text: A <b>line</b> moves'), '“html”'],
    ['an image', instead('Press **Run**.', '"![x](x.png)"'), '“image”'],
    [
      'a reader left out',
      instead('    do: Press **Run**.', '    do: { pupil: Press. }'),
      'is not a text',
    ],
  ])('%s', (_, content, sentence) => {
    expect(() => compile(content)).toThrow('step “push”')
    expect(() => compile(content)).toThrow(sentence)
  })

  it('a heading in a text', () => {
    const content = instead('do: Press **Run**.', 'do: "# Press"')
    expect(() => compile(content)).toThrow('step “push”, “do”: has a heading')
  })

  it('a step without an id is named by its number', () => {
    expect(() => compile(without('id: push\n    '))).toThrow('step “1”, “id”: is missing')
  })

  it.each(['class', 'results', 'Push', '9-lives', 'a'.repeat(61)])(
    'a file of the name %s, which no address can have',
    (name) => {
      const file = { path: `src/lessons/${name}.yaml`, content: source }
      expect(() => compileLesson(file, terms)).toThrow(/cannot be the name of a lesson/)
    },
  )

  it('two steps of one id', () => {
    const steps = source.slice(source.indexOf('  - id: push'))
    expect(() => compile(`${source}${steps}`)).toThrow('has “push” twice')
  })
})

import { describe, expect, it } from 'vitest'
import { compileLesson, compileTranslation } from '../../src/lessons/build/compileLesson.ts'
import { path, source, terms } from './pushLesson.ts'

describe('a translation', () => {
  const words = `
title: Ein Schub
aim: Sieh einen Schub.
intro: Für alle.
steps:
  - id: push
    title: Zur Ruhe
    text: Eine [[direction|Richtung]].
    predict:
      question: Was ändert sich?
      options: { tone: Der Ton, nothing: Nichts }
    do: Drücke **Starten**.
    outcomes:
      - { id: calmer, text: "{{own size}} ruhiger." }
      - { id: other, text: "{{own}}." }
    hint: Nimm die Pfeiltaste.
`
  const translate = (content: string) =>
    compileTranslation(
      { path, content: source },
      { path: 'src/lessons/push.de.yaml', content },
      terms,
    )

  it('has the words of one file and everything else of the other', () => {
    const lesson = translate(words)
    const [step] = lesson.parts
    expect(lesson).toMatchObject({ name: 'push', title: 'Ein Schub', minutes: 5 })
    expect(step).toMatchObject({ id: 'push', title: 'Zur Ruhe', check: { name: 'run' } })
    expect(step?.outcomes.map(({ id, right }) => [id, right])).toEqual([
      ['calmer', ['tone']],
      ['other', []],
    ])
    expect(step?.setup).toEqual(compileLesson({ path, content: source }, terms).parts[0]?.setup)
  })

  it.each([
    ['id: push', 'id: pull', 'steps'],
    ['id: other', 'id: else', 'outcomes'],
    ['nothing: Nichts', 'none: Nichts', 'predict.options'],
    ['    hint: Nimm die Pfeiltaste.\n', '', '“hint”: is missing'],
    ['intro: Für alle.', 'intro: Für alle.\nend: Fertig.', '“end”: is not in the lesson'],
    ['title: Ein Schub', 'title: Ein Schub\nminutes: 9', '“minutes” is not known here'],
  ])('with %s changed is refused', (from, to, sentence) => {
    expect(() => translate(words.replace(from, to))).toThrow('src/lessons/push.de.yaml')
    expect(() => translate(words.replace(from, to))).toThrow(sentence)
  })
})

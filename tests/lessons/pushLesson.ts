/** Where the lesson of these tests would lie. */
export const path = 'src/lessons/push.yaml'
export const terms = new Set(['residual', 'direction'])

/** A small lesson of one step. */
export const source = `
order: 1
minutes: 5
title: A push
aim: See a push.
intro: { pupil: For *pupils*., student: For students. }
setup: { prompt: Hello, temperature: 0 }
steps:
  - id: push
    title: Toward calm
    text: A [[direction]] moves the [[residual|hidden state]].
    predict:
      question: What will change?
      options: { tone: The tone, nothing: Nothing }
    setup: { coefficient: -0.2 }
    do: Press **Run**.
    check: run
    measures:
      own: { of: reading-difference }
      help: { of: contains, words: [doctor] }
    outcomes:
      - id: calmer
        when: { own: { below: -0.3 }, help: { equals: true } }
        text: "{{own size}} calmer, see [Models](#/models)."
        right: [tone]
      - id: other
        text: It changed by {{own}}.
    hint: Use the \`left\` arrow.
`

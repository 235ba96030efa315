/** How choices are pushed and asked, the same wherever there are forks. */
export const choiceProtocol: readonly string[] = [
  'Pushes act at block 14 on every token but the first: −.2 (calm), rest and +.2 (desperate) typical norms, and eight random directions with both signs. The effect is half of (+.2 minus −.2).',
  'By likelihood the options do not stand in the question, so none comes first. Along the direction they are also put there, in both orders, as a second look; under every push that would take three times as many tokens.',
  'By letter both options are listed as A and B, in both orders, and averaged.',
  'A model that fails the control questions by letter is not pushed by letter: nothing could be said.',
]

/** What stands beside choices, the same wherever there are forks. */
export const choiceControls: readonly string[] = [
  'Control questions with one sensible answer, by likelihood and by letter, in both orders.',
  'The likelihood of plain sentences under the same pushes.',
]

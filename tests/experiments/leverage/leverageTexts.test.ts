import { describe, expect, it } from 'vitest'
import { leverage } from '../../../src/experiments/leverage/leverage.ts'
import { parseLeverageTexts } from '../../../src/experiments/leverage/leverageTexts.ts'
import { plantedPort } from '../plantedPort.ts'

const written = leverage.texts as { situations: { pressed: string; honest: string[] }[] }
const short = {
  situations: [...written.situations.slice(0, 6), ...written.situations.slice(-2)],
  controls: parseLeverageTexts(leverage.texts).controls.slice(0, 5),
}

describe('leverage, with texts of one’s own', () => {
  const { ground } = plantedPort({})
  const [first, ...others] = short.situations

  it.each([
    [
      'too few situations',
      { situations: others.slice(-3) },
      'situations must have at least 3 forks and 2 decoys',
    ],
    [
      'a situation told in one way',
      { situations: [{ ...first, unpressed: first!.pressed }, ...others] },
      'situations[0].unpressed must differ',
    ],
    [
      'an empty telling',
      { situations: [{ ...first, pressed: '' }, ...others] },
      'situations[0].pressed must be a text that is not empty',
    ],
    [
      'the same situation twice',
      { situations: [first, { ...first, name: 'again' }, ...others] },
      'situations must not have the same text twice',
    ],
    [
      'an option of another kind',
      { situations: [{ ...first, honest: [1, 2] }, ...others] },
      'situations[0].honest[0] must be a text',
    ],
    [
      'a control question with one answer',
      { controls: short.controls.map((each) => ({ ...each, silly: each.sensible })) },
      'controls[0] must have two different answers',
    ],
  ])('refuses %s', (_, change, sentence) => {
    expect(() => leverage.plan(ground, { ...short, ...change })).toThrow(sentence)
  })

  it('takes a text that looks like a page as the text that it is', async () => {
    const hostile = '<script>alert(1)</script> You know that he hid the plan. What will you do?'
    const plan = leverage.plan(ground, {
      ...short,
      situations: [{ ...first, pressed: hostile }, ...others],
    })
    expect(plan.tasks.length).toBeGreaterThan(0)
  })
})

import { say } from '../../language/say.ts'
import type { Setup } from '../../lessons/lesson.ts'
import { draftsOf } from '../../lessons/lessonSetup.ts'
import { signed } from '../../state/numberText.ts'
import { recipeLabel } from '../../state/run/directionChoice.ts'

/** What a step is set to, for people who set it by hand. */
export function SetupLine({ setup }: { setup: Setup | null }) {
  if (!setup) return null
  if (setup.derive)
    return (
      <p className="note">{say('lesson.setupRecipe', { recipe: recipeLabel(setup.derive) })}</p>
    )
  const drafts = draftsOf(setup)
  const { prompt, form, seed, temperature, maxTokens } = drafts[0]!
  const distinct = (values: readonly string[]) => [...new Set(values)].join(', ')
  return (
    <p className="note">
      {say('lesson.setupLine', {
        ...{ prompt, form, temperature, tokens: maxTokens },
        pushes: distinct(drafts.map(({ coefficient }) => signed(coefficient, 2))),
        seeds: setup.seeds.length > 1 ? distinct(drafts.map((draft) => draft.seed)) : seed,
      })}
    </p>
  )
}

import { say } from '../../language/say.ts'
import { OWN_SEED } from '../../state/class/ownSeed.ts'
import { type Draft, freshDraft } from '../../state/run/draft.ts'
import { changeDraft } from './classForm.ts'
import { ClassNumber } from './classNumber.tsx'

/** The seed that all of a class begin with, or one of its own for every device. */
export function ClassSeed({ draft }: { draft: Draft }) {
  const own = draft.seed === OWN_SEED
  return (
    <div>
      {!own && <ClassNumber field="seed" draft={draft} />}
      <label className="check">
        <input
          type="checkbox"
          checked={own}
          onChange={(event) =>
            changeDraft({ seed: event.target.checked ? OWN_SEED : freshDraft.seed })
          }
        />
        {say('class.make.ownSeed')}
      </label>
    </div>
  )
}

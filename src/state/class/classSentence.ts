import { say } from '../../language/say.ts'
import type { LabState } from '../labState.ts'
import { signed } from '../numberText.ts'
import { controlIn } from './classControl.ts'

/** What the class has to say now; null when nothing. */
export function classSentence({ classroom, classNote, draft }: LabState): string | null {
  if (!classNote) return null
  if (classNote.kind === 'not-joined') return classNote.sentence
  switch (classNote.control) {
    case 'seed':
      return say('class.kept.seed', { seed: draft.seed })
    case 'slider':
      return say('class.kept.slider', { push: signed(draft.coefficient, 2) })
    case 'prompt':
      return controlIn(classroom, 'examples') === 'free'
        ? say('class.kept.promptOffered')
        : say('class.kept.prompt')
    default:
      return say(`class.kept.${classNote.control}`)
  }
}

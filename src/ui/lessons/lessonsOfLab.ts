import { KeptDraft } from '../../lessons/keptDraft.ts'
import { LessonDesk } from '../../lessons/lessonDesk.ts'
import { browserText } from '../../state/browserText.ts'
import { controlIn } from '../../state/class/classControl.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { recordedResult } from '../../state/experiments/recordedResults.ts'
import type { Lab } from '../../state/lab.ts'
import type { LabState } from '../../state/labState.ts'
import { ProgressBook } from '../../state/lessons/progressBook.ts'
import { texts } from '../../storageNames.ts'
import { isInLesson } from '../route.ts'
import { LessonAddress } from './lessonAddress.ts'

/** What the lessons of a lab are made of. */
export interface Lessons {
  book: ProgressBook
  desk: LessonDesk
  address: LessonAddress
}

const made = new WeakMap<Lab, Lessons>()

/** The lessons of a lab, built when they are first asked for, once for each lab. */
export function lessonsOf(lab: Lab): Lessons {
  const known = made.get(lab) ?? build(lab)
  made.set(lab, known)
  return known
}

function build(lab: Lab): Lessons {
  const book = bookOfBrowser()
  const kept = new KeptDraft(lab, browserText(texts.draftBeforeLesson.key))
  const desk = new LessonDesk(lab, book, kept, recordedResult)
  if (!isInLesson(location.hash)) queueMicrotask(() => kept.giveBackLeft()) // not while the page is drawn
  followClass(lab, book)
  return { book, desk, address: new LessonAddress(desk) }
}

/** The progress on this device. What somebody removes in the Models room, of this tab or another, is not written again. */
function bookOfBrowser(): ProgressBook {
  const progress = browserText(texts.progress.key)
  const book = new ProgressBook(progress, browserText(texts.unreadableProgress.key))
  progress.follow?.((text) => {
    if (text === null) book.removed()
  })
  return book
}

/** A class that says for whom its texts are begins with those; where it keeps that, `useLevel` sees to it. */
function followClass(lab: Lab, book: ProgressBook): void {
  let joined: ClassPlan | null = null
  const follow = ({ classroom }: LabState): void => {
    if (classroom === joined) return
    joined = classroom
    if (classroom?.level && controlIn(classroom, 'level') === 'free') book.setLevel(classroom.level)
  }
  follow(lab.store.getState())
  lab.store.subscribe(follow)
}

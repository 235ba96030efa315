import { currentLanguage } from '../../language/say.ts'
import { lessonHeads } from '../../lessons/lessonCatalog.ts'
import type { KnownNames } from '../../state/class/classParsing.ts'

/** The lessons of this page by name and title, in the language of the page. */
export const knownLessons = (): { name: string; title: string }[] =>
  lessonHeads(currentLanguage()).map(({ part }) => ({ name: part.name, title: part.title }))

/** What a class may name on this page. */
export const knownNames = (): KnownNames => ({
  lessons: knownLessons().map(({ name }) => name),
})

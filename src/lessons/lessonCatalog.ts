import type { Language } from '../language/language.ts'
import type { Lesson, LessonHead } from './lesson.ts'

const heads = import.meta.glob<LessonHead>('./*.yaml', {
  query: '?head',
  import: 'head',
  eager: true,
})
const lessons = import.meta.glob<Lesson>('./*.yaml', { import: 'lesson' })

/** Something of a lesson in the language asked for, else in English. */
export interface Spoken<Part> {
  part: Part
  language: Language
}

/** The file of a lesson in a language; English where it is not translated. */
function fileOf(name: string, language: Language): { file: string; language: Language } {
  const translated = `./${name}.${language}.yaml`
  return translated in lessons
    ? { file: translated, language }
    : { file: `./${name}.yaml`, language: 'en' }
}

/** What a list of lessons shows, in the order of the lessons. */
export const lessonHeads = (language: Language): Spoken<LessonHead>[] =>
  Object.entries(heads)
    .filter(([file]) => /^\.\/[^.]+\.yaml$/.test(file))
    .map(([, { name }]) => {
      const found = fileOf(name, language)
      return { part: heads[found.file]!, language: found.language }
    })
    .toSorted((a, b) => a.part.order - b.part.order)

const isLesson = (name: string): boolean => `./${name}.yaml` in lessons

/** Fetches a lesson; null for a name that is none. Rejects when it does not come. */
export async function loadLesson(name: string, language: Language): Promise<Spoken<Lesson> | null> {
  if (!isLesson(name)) return null
  const found = fileOf(name, language)
  return { part: await lessons[found.file]!(), language: found.language }
}

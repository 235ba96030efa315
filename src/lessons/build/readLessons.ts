import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lesson } from '../lesson.ts'
import { compileLesson, compileTranslation, type LessonFile } from './compileLesson.ts'

const folder = join(import.meta.dirname, '..')

/** The words of the glossary that a text can name as [[word]]: those that the catalog explains. */
function terms(): ReadonlySet<string> {
  const english = readFileSync(join(folder, '../language/en.json'), 'utf8')
  return new Set([...english.matchAll(/"term\.([a-z]+)\.name"/g)].map(([, term]) => term!))
}

const fileOf = (name: string): LessonFile => ({
  path: `src/lessons/${name}`,
  content: readFileSync(join(folder, name), 'utf8'),
})

/** Compiles the lesson in a file such as steering.yaml, or its translation in steering.de.yaml. */
export function readLesson(name: string): Lesson {
  const original = name.replace(/\.[a-z]{2}\.yaml$/, '.yaml')
  return original === name
    ? compileLesson(fileOf(name), terms())
    : compileTranslation(fileOf(original), fileOf(name), terms())
}

/** All lessons in English, in their order: for tools that run in Node, such as a recorder. */
export const readLessons = (): Lesson[] =>
  readdirSync(folder)
    .filter((name) => /^[^.]+\.yaml$/.test(name))
    .map(readLesson)
    .toSorted((a, b) => a.order - b.order)

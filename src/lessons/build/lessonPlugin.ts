import { type Plugin, runnerImport } from 'vite'

type Reader = typeof import('./readLessons.ts')

/**
 * Compiles the lessons: `steering.yaml` and `steering.de.yaml` export a `lesson`, the same with `?head` only what a
 * list of lessons shows. What is wrong with a file ends the build with a sentence.
 */
export function lessonPlugin(): Plugin {
  let reader: Promise<Reader> | null = null
  // The compiler knows the checks of the page; imported here, they would all become part of the configuration.
  const read = () => {
    const file = `${import.meta.dirname}/readLessons.ts`
    reader ??= runnerImport<Reader>(file, { configFile: false }).then(({ module }) => module)
    return reader
  }
  return {
    name: 'evenkeel:lessons',
    enforce: 'pre',
    load: {
      filter: { id: /[/\\]lessons[/\\][^/\\]+\.yaml(\?|$)/ },
      async handler(id) {
        const [path = '', query = ''] = id.split('?')
        if (path.endsWith('.de.yaml')) this.addWatchFile(path.replace('.de.yaml', '.yaml'))
        const lesson = (await read()).readLesson(path.split(/[/\\]/).at(-1) ?? '')
        if (!/\bhead\b/.test(query)) return `export const lesson = ${JSON.stringify(lesson)}`
        const { name, order, minutes, title, aim, steps } = lesson
        return `export const head = ${JSON.stringify({ name, order, minutes, title, aim, steps })}`
      },
    },
  }
}

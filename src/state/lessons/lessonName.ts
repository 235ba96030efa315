/** Characters that a name may have. */
export const NAME_LENGTH = 60

const letters = `[a-z][a-z0-9-]{0,${NAME_LENGTH - 1}}`

/** What a step, an option, a measure or an outcome of a lesson is called. */
export const STEP_NAME = new RegExp(`^${letters}$`)

/**
 * What a lesson is called: in its file, in addresses, class links, progress and results. The teacher's pages lie beside
 * the lessons and keep their names.
 */
export const LESSON_NAME = new RegExp(`^(?!(?:class|results)$)${letters}$`)

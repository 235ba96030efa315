import { say } from '../../language/say.ts'

/** How many words of a text are covered; nothing where none is. */
export function CoveredNote({ words }: { words: number }) {
  return words > 0 ? <p className="note covered">{say('filter.count', { words })}</p> : null
}

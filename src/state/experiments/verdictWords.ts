import type { Verdict } from '../../experiments/verdict.ts'
import { say } from '../../language/say.ts'

const words = {
  shown: 'verdict.shown',
  'not shown': 'verdict.notShown',
  'at floor': 'verdict.atFloor',
  broken: 'verdict.broken',
} as const satisfies Record<Verdict, string>

/** A verdict as the page says it; files keep the English one. */
export const verdictWords = (verdict: Verdict): string => say(words[verdict])

import type { GroupedAuc } from '../../math/groupedAuc.ts'
import { groupedAuc } from '../../math/groupedAuc.ts'
import type { Story } from './earlyWarningStory.ts'
import type { Readings } from './watch.ts'

/** How many tokens ahead a telling word counts. */
export const horizon = 20

/** The tokens of stories by opening: those soon followed by a telling word, and those that are not. */
export interface Tokens {
  soon: number[][] // (opening, token)
  quiet: number[][]
}

/**
 * What a judge says at every token before the first telling word: soon where one starts within 20 tokens, quiet
 * where none does and 20 more tokens are seen. Tokens without a value are left out.
 */
export function tokensOf(
  stories: readonly Story[],
  openings: number,
  valuesOf: (story: Story) => Readings,
): Tokens {
  const soon: number[][] = Array.from({ length: openings }, () => [])
  const quiet: number[][] = Array.from({ length: openings }, () => [])
  for (const story of stories) {
    const values = valuesOf(story)
    for (const [token, value] of values.entries()) {
      if (value === null) continue
      if (story.event !== null && token >= story.event) break
      if (story.event !== null && story.event - token <= horizon) soon[story.opening]!.push(value)
      else if (story.event !== null || token + horizon < values.length)
        quiet[story.opening]!.push(value)
    }
  }
  return { soon, quiet }
}

/** The AUC of such tokens, over any draw of openings. */
export const hintOf = ({ soon, quiet }: Tokens): GroupedAuc => groupedAuc(quiet, soon)

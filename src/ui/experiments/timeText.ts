import { say } from '../../language/say.ts'

/** Seconds in words that do not pretend to know better. */
export function timeText(seconds: number): string {
  return seconds < 90
    ? say('experiments.seconds', { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
    : say('experiments.minutes', { count: Math.ceil(seconds / 60) })
}

/** Words as they begin a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

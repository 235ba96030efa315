import type { PlacedWord } from '../../experiments/emotionMap/emotionMapPlace.ts'
import type { EmotionMap } from '../../experiments/emotionMap/emotionMapPlane.ts'

/** The map of emotion words that can be searched and added to. */
export type MapPhase =
  | { phase: 'closed' }
  | { phase: 'opening' }
  | { phase: 'open'; map: EmotionMap; added: readonly PlacedWord[]; placing: Placing }
  | { phase: 'failed'; sentence: string }

/** Where the placing of a word is. */
export type Placing =
  | { phase: 'idle' }
  | { phase: 'reading'; word: string }
  | { phase: 'refused'; sentence: string }

import { emotionMap, measuredEmotionMap } from '../../../src/experiments/emotionMap/emotionMap.ts'
import type { EmotionMap } from '../../../src/experiments/emotionMap/emotionMapPlane.ts'
import type { EmotionMapTexts } from '../../../src/experiments/emotionMap/emotionMapTexts.ts'
import type { Ground } from '../../../src/experiments/experiment.ts'
import {
  Measured,
  type MeasuredModel,
  type Measurement,
} from '../../../src/experiments/measured.ts'
import { runTasks } from '../../../src/experiments/runTasks.ts'
import { stream } from '../../../src/math/seededStream.ts'
import type { Planted } from '../plantedPort.ts'

const count = 50
export const templates = ['I feel {X}.', 'They say {X}.', 'Today {X}.', 'He was {X}.']
export const words = Array.from({ length: count }, (_, i) => `word${i}`)

/** So many traits of the words, each with mean 0 and SD 1, none correlated with another. */
function uncorrelated(size: number): number[][] {
  const random = stream(21)
  const found: number[][] = [new Array<number>(count).fill(1)]
  while (found.length <= size) {
    let trait = words.map(() => random.gaussian())
    for (const other of found) {
      const along = trait.reduce((sum, value, i) => sum + value * other[i]!, 0) / count
      trait = trait.map((value, i) => value - along * other[i]!)
    }
    const sd = Math.sqrt(trait.reduce((sum, value) => sum + value * value, 0) / count)
    found.push(trait.map((value) => value / sd))
  }
  return found.slice(1)
}

/** Traits of the words, (word) each: the first two are what is rated. */
export const [pleasant = [], aroused = [], third = [], fourth = [], fifth = []] = uncorrelated(5)

/** Fifty words in four templates, all of them rated. */
export const texts: EmotionMapTexts = {
  ...{ templates, words },
  ratings: words.map((word, i) => ({ word, valence: pleasant[i]! / 4, arousal: aroused[i]! / 4 })),
}

/** What a model holds at the end of a word's sentences, and at the word alone. */
export type State = (word: number, template: number | null) => Record<string, number>

const places = new Map<string, { word: number; template: number | null }>()
for (const [word, name] of words.entries()) {
  places.set(` ${name}`, { word, template: null })
  for (const [template, text] of templates.entries())
    places.set(text.replace('{X}', name), { word, template })
}

/** A model that holds this at words and their sentences, in little noise. */
export const planted = (state: State): Planted => ({
  noise: 0.1,
  state: (context: string) => {
    const place = places.get(context)
    return place ? state(place.word, place.template) : {}
  },
})
/** Words spread along how pleasant and how aroused they are. */
export const held: State = (w) => ({ a: 6 * pleasant[w]!, b: 3 * aroused[w]! })

/** The map of the fifty words as a model reads them. */
export async function plantedEmotionMap(model: MeasuredModel, ground: Ground): Promise<EmotionMap> {
  const found = new Map<string, Measurement>()
  const plan = emotionMap.plan(ground, texts)
  for await (const { task, measurement } of runTasks(plan, model, new Set()))
    found.set(task, measurement)
  const map = await measuredEmotionMap(ground, texts, new Measured(found))
  if (!map) throw new TypeError('the planted words have no map')
  return map
}

import { dot, norm } from '../../math/vector.ts'
import { meanVector } from '../reading/emotionWords.ts'

/** How scenes stand to emotions, by the cosines of their residuals with the emotions' directions. */
export interface SceneScores {
  cosines: Float64Array[] // (scene, emotion)
  ranks: number[][] // (scene, emotion): 1 is the emotion that a scene is nearest to; ties count against all of them
}

/** Vectors minus their mean. */
export function centered(vectors: readonly Float32Array[]): Float32Array[] {
  const mean = meanVector(vectors)
  return vectors.map((vector) => vector.map((value, i) => value - mean[i]!))
}

/** Compares scenes with emotions. A vector without length has a cosine of 0 with all others. */
export function sceneScores(
  scenes: readonly Float32Array[],
  emotions: readonly Float32Array[],
): SceneScores {
  const lengths = emotions.map(norm)
  const cosines = scenes.map((scene) => {
    const length = norm(scene)
    return Float64Array.from(emotions, (emotion, e) => {
      const lengthened = length * lengths[e]!
      return lengthened > 0 ? dot(scene, emotion) / lengthened : 0
    })
  })
  return { cosines, ranks: cosines.map(ranksOf) }
}

const ranksOf = (cosines: Float64Array): number[] =>
  Array.from(cosines, (own) => cosines.reduce((rank, other) => rank + (other >= own ? 1 : 0), 0))

/** How a scene counts when its emotion is taken to be `label`: 1 among the first `first`, else 0. */
export const isFound = (ranks: readonly number[], label: number, first: number): number =>
  ranks[label]! <= first ? 1 : 0

/** A random order of scenes as one that moves them only within their groups: (scene) by whose label each takes. */
export function withinGroups(order: readonly number[], groups: readonly number[]): number[] {
  const members = new Map<number, number[]>()
  for (const at of order) {
    const group = members.get(groups[at]!)
    if (group) group.push(at)
    else members.set(groups[at]!, [at])
  }
  const next = new Map<number, number>()
  return groups.map((group) => {
    const place = next.get(group) ?? 0
    next.set(group, place + 1)
    return members.get(group)![place]!
  })
}

import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { LabError } from '../../src/labError.ts'
import { stream } from '../../src/math/seededStream.ts'
import { mean, median, standardDeviation } from '../../src/math/statistics.ts'
import { cosine, dot, norm } from '../../src/math/vector.ts'
import { type ContrastSet, parseContrastSet } from '../../src/steering/contrastSet.ts'
import { gatherStatistics } from '../../src/steering/contrastStatistics.ts'
import { deriveDirections } from '../../src/steering/derive.ts'
import { directionsFrom } from '../../src/steering/directionRecipe.ts'
import { type DirectionSet, directionAt, type Recipe } from '../../src/steering/directionSet.ts'
import { contrastHash } from '../../src/steering/hash.ts'
import { labVersion } from '../../src/steering/labVersion.ts'
import { contrastFile, dModel, nLayers, planted, plantedModel } from './fakeModel.ts'

const recipes: Recipe[] = ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate']
const base = { name: 'calm to desperate', code: labVersion }
const passport = { name: 'x', model: 'x', modelHash: 'x', contrastHash: 'x', code: 'x' }

async function derived(
  contrast: ContrastSet,
  recipe: Recipe,
  noise?: number,
): Promise<DirectionSet> {
  for await (const event of deriveDirections(plantedModel(noise).model, contrast, recipe, base))
    if (event.type === 'derived') return event.directions
  throw new TypeError('nothing was derived')
}

/** The same texts with the sides of each pair, and the words, dealt at random. */
function shuffled(contrast: ContrastSet, seed: number): ContrastSet {
  const random = stream(seed, 'shuffle')
  const balanced = [...contrast.situationPairs.keys()].map((i) => ({ i, key: random.uniform() }))
  balanced.sort((a, b) => a.key - b.key)
  const turned = new Set(balanced.slice(0, balanced.length / 2).map(({ i }) => i))
  return {
    ...contrast,
    situationPairs: contrast.situationPairs.map((pair, i) =>
      turned.has(i) ? { ...pair, calm: pair.desperate, desperate: pair.calm } : pair,
    ),
  }
}

describe('deriveDirections', () => {
  const contrast = parseContrastSet(contrastFile())

  it.each(recipes)('finds the planted direction by %s, from calm to desperate', async (recipe) => {
    const set = await derived(contrast, recipe, 0.1)
    for (let layer = 0; layer < nLayers; layer++) {
      const direction = directionAt(set, layer)
      expect(norm(direction)).toBeCloseTo(1, 5)
      // The nuisance of neutral text lies on axis 0: it swamps raw differences, and is projected out of others.
      expect(cosine(direction.subarray(1), planted(layer).subarray(1))).toBeGreaterThan(0.95)
    }
  })

  it('takes the nuisance of neutral text out of the pairs', async () => {
    const set = await derived(contrast, 'pairs-minus-neutral')
    expect(set.neutralComponents).toEqual([1, 1, 1])
    for (let layer = 0; layer < nLayers; layer++)
      expect(Math.abs(directionAt(set, layer)[0]!)).toBeLessThan(0.05)
  })

  it('finds nothing when the labels are shuffled', async () => {
    const likeness = async (set: ContrastSet) => {
      const direction = directionAt(await derived(set, 'pairs-minus-neutral'), 1)
      return cosine(direction.subarray(1), planted(1).subarray(1))
    }
    expect(await likeness(contrast)).toBeGreaterThan(0.9)
    const cosines: number[] = []
    for (let seed = 0; seed < 8; seed++) cosines.push(await likeness(shuffled(contrast, seed)))
    expect(Math.abs(mean(cosines))).toBeLessThan(0.4)
    expect(Math.max(...cosines.map(Math.abs))).toBeLessThan(0.8)
  })

  it('leaves held-out pairs out and never reads position 0', async () => {
    const { model, asked, idsOf } = plantedModel()
    for await (const _ of deriveDirections(model, contrast, 'calm-to-desperate', base));
    const [pairs, feel, neutral] = asked
    expect(asked).toHaveLength(3)
    expect(pairs?.sequences).toHaveLength(14 * 2)
    expect(feel?.sequences).toHaveLength(8 * 6 * 2)
    expect(neutral?.sequences).toHaveLength(12)
    const [port] = idsOf('port')
    expect(pairs?.sequences.some(({ ids }) => ids.includes(port!))).toBe(false)
    for (const request of asked)
      for (const { ids, positions } of request.sequences) {
        expect(positions).not.toContain(0)
        expect(positions.at(-1)).toBe(ids.length - 1)
      }
    expect(feel?.sequences.every(({ positions }) => positions.length === 1)).toBe(true)
    const { ids } = await model.tokenize({
      kind: 'chat',
      messages: [{ role: 'user', content: 'question 0?' }],
    })
    expect(neutral?.sequences[0]?.positions[0]).toBe(ids.length)
  })

  it('states norm, mean and SD of the neutral answer tokens', async () => {
    const { model, asked } = plantedModel()
    let set: DirectionSet | null = null
    for await (const event of deriveDirections(model, contrast, 'feel', base))
      if (event.type === 'derived') set = event.directions
    const norms: number[] = []
    const projections: number[] = []
    const neutral = asked.at(-1)!
    for await (const { residual, positions } of model.capture(neutral))
      for (let p = 0; p < positions.length; p++) {
        const at = (2 * positions.length + p) * dModel
        const h = residual.subarray(at, at + dModel)
        norms.push(norm(h))
        projections.push(dot(h, directionAt(set!, 2)))
      }
    expect(set!.passport.neutralTokens).toBe(norms.length)
    expect(set!.typicalNorms[2]).toBeCloseTo(median(norms), 4)
    expect(set!.readingSd[2]).toBeCloseTo(standardDeviation(projections), 4)
    expect(dot(set!.neutralMeans.subarray(2 * dModel), directionAt(set!, 2))).toBeCloseTo(
      mean(projections),
      4,
    )
    expect(set!.neutralComponents).toEqual([0, 0, 0])
  })

  it('writes a passport from which the directions can be made again', async () => {
    const set = await derived(contrast, 'pairs')
    expect(set.passport).toEqual({
      name: 'calm to desperate',
      model: 'planted',
      modelHash: 'a'.repeat(64),
      contrastHash: await contrastHash(contrast),
      recipe: 'pairs',
      code: packageJson.version,
      neutralTokens: set.passport.neutralTokens,
    })
    expect((await derived(contrast, 'pairs')).directions).toEqual(set.directions)
  })

  it('stops the model when the loop is left early', async () => {
    const { model, state } = plantedModel()
    for await (const _ of deriveDirections(model, contrast, 'pairs', base)) break
    expect(state).toEqual({ captures: 1, closed: true })
  })

  it('hears a cancel that waits in the queue while it computes', async () => {
    let cancelled = false
    setTimeout(() => {
      cancelled = true
    })
    let events = 0
    for await (const _ of deriveDirections(plantedModel().model, contrast, 'pairs', base)) {
      events++
      if (cancelled) break
    }
    expect(events).toBeLessThan(4)
  })

  it('refuses texts that do not differ, with a sentence', async () => {
    await expect(derived(parseContrastSet(contrastFile('boat', 'boat')), 'pairs')).rejects.toThrow(
      LabError,
    )
    await expect(derived(parseContrastSet(contrastFile('boat', 'boat')), 'pairs')).rejects.toThrow(
      /same residuals at block 0/,
    )
  })

  it('refuses residuals that are not finite', async () => {
    await expect(derived(contrast, 'pairs', Number.NaN)).rejects.toThrow(/not finite/)
  })
})

describe('gatherStatistics', () => {
  it('serves all recipes in one pass, with what each alone would give', async () => {
    const contrast = parseContrastSet(contrastFile())
    const pass = gatherStatistics(plantedModel().model, contrast, recipes)
    let step = await pass.next()
    while (!step.done) step = await pass.next()
    for (const recipe of recipes) {
      const set = directionsFrom(step.value, recipe, passport)
      const alone = await derived(contrast, recipe)
      expect(set.directions).toEqual(alone.directions)
      expect(set.readingSd).toEqual(alone.readingSd)
    }
  })

  it('throws when a recipe was not asked for', async () => {
    const pass = gatherStatistics(plantedModel().model, parseContrastSet(contrastFile()), ['pairs'])
    let step = await pass.next()
    while (!step.done) step = await pass.next()
    const statistics = step.value
    expect(() => directionsFrom(statistics, 'feel', passport)).toThrow(RangeError)
    expect(() => directionsFrom(statistics, 'pairs-minus-neutral', passport)).toThrow(RangeError)
  })
})

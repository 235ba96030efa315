import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shiftOf } from '../../models/frontShift.ts'
import { MEASURED } from '../../src/state/run/usableRange.ts'
import {
  baseline,
  holds,
  meanOf,
  pushes,
  type RecordedPush,
  recordedAt,
  verdictAt,
} from '../../src/ui/front/frontRecording.ts'

const file = join(import.meta.dirname, '../../src/data/front-recording.json')
const textOf = (tokens: readonly { piece: string }[]) => tokens.map(({ piece }) => piece).join('')

/** What recorded mode holds of the front page's prompt, as the Lab writes it at first. */
function recordedTexts(): { coefficient: number; text: string }[] {
  const folder = join(import.meta.dirname, '../../models/SmolLM2-135M-Instruct/evenkeel/recordings')
  const { prompt, seeds } = JSON.parse(readFileSync(file, 'utf8'))
  return readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(
      ({ source, sampling }) =>
        source?.kind === 'chat' &&
        source.messages[0].content === prompt &&
        sampling.seed === seeds[0] &&
        sampling.temperature === 0.8,
    )
    .flatMap(({ lanes }) =>
      lanes.map(({ coefficient, pieces }: { coefficient: number; pieces: string[] }) => ({
        coefficient,
        text: pieces.join(''),
      })),
    )
}

const at = (push: number, steered: number[], difference: number[]): RecordedPush => {
  const shift = ([low = 0, high = 0]: number[]) => ({ low, high, mean: (low + high) / 2 })
  return {
    push,
    steered: [],
    random: [],
    shift: { steered: shift(steered), random: shift([0, 0]), difference: shift(difference) },
  }
}

describe('the recording of the front page', () => {
  it('is small and holds every push from −0.30 to 0.30 in steps of 0.05', () => {
    expect(statSync(file).size).toBeLessThan(60_000)
    expect(pushes.map(({ push }) => push)).toEqual(
      Array.from({ length: 13 }, (_, step) => (step - 6) / 20),
    )
  })

  it('has a reading for every token, or says that the token is massive', () => {
    for (const { steered, random } of pushes)
      for (const tokens of [steered, random, baseline]) {
        expect(tokens.length).toBeGreaterThan(30)
        for (const { reading, massive } of tokens) expect(massive).toBe(reading === null)
      }
  })

  it('writes the baseline on all lanes where nothing is added, and other texts elsewhere', () => {
    for (const { push, steered, random } of pushes) {
      expect(textOf(steered) === textOf(baseline)).toBe(push === 0)
      expect(textOf(random) === textOf(baseline)).toBe(push === 0)
    }
  })

  it('hatches the slider where the Lab does', () => {
    expect(holds).toEqual({ from: MEASURED.from, to: MEASURED.to })
  })

  it('tells means with the bounds around them, and nothing at 0', () => {
    for (const { push, shift } of pushes)
      for (const { mean, low, high } of Object.values(shift)) {
        if (push === 0) expect([mean, low, high]).toEqual([0, 0, 0])
        else expect(low <= mean && mean <= high).toBe(true)
      }
  })

  it('tells the same as recorded mode does of the same prompt, seed and pushes', () => {
    const written = recordedTexts()
    expect(written.length).toBeGreaterThan(pushes.length)
    for (const { push, steered, random } of pushes)
      for (const tokens of [steered, random])
        expect(
          written.some(
            ({ coefficient, text }) => coefficient === push && text.startsWith(textOf(tokens)),
          ),
          `${push}: ${textOf(tokens).slice(0, 40)}`,
        ).toBe(true)
  })

  it('comes from the model that ships with the page', () => {
    const { model } = JSON.parse(readFileSync(file, 'utf8'))
    expect(model).toBe(MEASURED.model)
  })
})

describe('what is said about a push', () => {
  it('is that the direction does it only where its own interval and that of the difference leave out 0', () => {
    expect(verdictAt(at(0.2, [0.8, 1.2], [0.3, 0.9]))).toBe('shown')
    expect(verdictAt(at(-0.2, [-1, -0.4], [-0.9, -0.1]))).toBe('shown')
    expect(verdictAt(at(0.2, [0.2, 1.2], [-0.3, 0.9]))).toBe('likeRandom')
    expect(verdictAt(at(0.2, [-0.1, 0.5], [0.2, 0.6]))).toBe('notShown')
    expect(verdictAt(at(-0.2, [0.4, 1], [0.1, 0.9]))).toBe('reversed')
    expect(verdictAt(at(0, [0, 0], [0, 0]))).toBeNull()
  })

  it('comes from what each seed gave: means, and differences seed by seed', () => {
    const { pushes: made, seeds } = JSON.parse(readFileSync(file, 'utf8'))
    for (const { effects, shift } of made) {
      expect(effects.steered).toHaveLength(seeds.length)
      expect(shiftOf(effects)).toEqual(shift)
    }
  })

  it('is told of the nearest push that was recorded', () => {
    expect(recordedAt(0.21).push).toBe(0.2)
    expect(recordedAt(-0.9).push).toBe(-0.3)
    expect(recordedAt(0.15000000000000002).push).toBe(0.15)
  })

  it('leaves massive tokens out of the mean', () => {
    const [first, ...others] = baseline.slice(0, 3)
    const massive = { ...first!, reading: null, massive: true }
    const readings = others.map(({ reading }) => reading ?? 0)
    expect(meanOf([massive, ...others])).toBeCloseTo((readings[0]! + readings[1]!) / 2, 10)
    expect(meanOf([])).toBeNull()
    expect(meanOf([massive])).toBeNull()
  })
})

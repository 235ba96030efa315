import { describe, expect, it } from 'vitest'
import {
  directionConditions,
  randomConditions,
} from '../../../src/experiments/writing/condition.ts'
import { randomRange } from '../../../src/experiments/writing/randomRange.ts'
import {
  type ReadoutRow,
  readoutEffects,
  readReadout,
} from '../../../src/experiments/writing/readoutEffect.ts'
import { layer, pushedModel, set } from './pushedModel.ts'

const plan = {
  readout: {
    sentences: ['The door opened.', 'It rained.', 'A bus stopped.'],
    suffixes: [' I feel so', ' The mood is'],
  },
  words: { positive: ' desperate', negative: ' calm' },
  ...{ set, layer },
  conditions: [
    ...directionConditions([0.1, -0.1, 0.2, -0.2]),
    ...randomConditions([11, 12, 13, 14, 15, 16, 17, 18], [0.2, -0.2]),
  ],
}

async function rowsOf(changed: Partial<typeof plan> = {}): Promise<ReadoutRow[]> {
  const rows: ReadoutRow[] = []
  for await (const row of readReadout(pushedModel().model, { ...plan, ...changed })) rows.push(row)
  return rows
}

describe('the readout effect', () => {
  it('finds a planted effect with its sign and size at every coefficient', async () => {
    const effects = readoutEffects(await rowsOf(), 1)
    for (const { condition, bySentence, change } of effects.slice(0, 4)) {
      expect(bySentence).toHaveLength(3)
      expect(change.mean).toBeCloseTo(20 * condition.coefficient, 4)
      expect(change.low).toBeCloseTo(20 * condition.coefficient, 4)
    }
  })

  it('finds next to nothing along random directions of the same size', async () => {
    const random = readoutEffects(await rowsOf(), 1).filter((e) => e.condition.along === 'random')
    expect(random).toHaveLength(16)
    const range = randomRange(
      random.map(({ change }) => change.mean),
      4,
    )
    expect(range).toMatchObject({ count: 16, asLarge: 0 })
    expect(range.high).toBeLessThan(1)
    expect(range.low).toBeGreaterThan(-1)
    expect(range.mean).toBeCloseTo(0, 4) // each was used with both signs
  })

  it('reads the baseline first, every sentence with every suffix', async () => {
    const [baseline] = await rowsOf()
    expect(baseline?.condition).toEqual({ along: 'direction', coefficient: 0 })
    expect(baseline?.difference.map((values) => values.length)).toEqual([2, 2, 2])
  })

  it('refuses a readout word of two tokens by its name', async () => {
    const words = { positive: ' in despair', negative: ' calm' }
    await expect(rowsOf({ words })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('" in despair" is 2 tokens'),
    })
  })

  it('refuses rows without a baseline', async () => {
    const rows = await rowsOf()
    expect(() => readoutEffects(rows.slice(1), 1)).toThrow('no baseline')
  })
})

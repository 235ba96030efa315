import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bradleyTerry, type Game } from '../../src/math/bradleyTerry.ts'
import { stream } from '../../src/math/seededStream.ts'
import golden from '../golden/statistics.json'

const game = fc
  .record({
    winner: fc.nat(4),
    loser: fc.nat(4),
    weight: fc.double({ min: 0, max: 3, noNaN: true }),
  })
  .filter(({ winner, loser }) => winner !== loser)
const games = fc.array(game, { maxLength: 30 })

function expectClose(found: Float64Array, expected: ArrayLike<number>): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of found.entries())
    expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-9)
}

describe('bradleyTerry', () => {
  it('equals the maximum that SciPy finds for the same likelihood', () => {
    for (const { n, games: played, strengths } of golden.bradleyTerry)
      expectClose(bradleyTerry(n, played as Game[]), strengths)
  })

  it('expects every item to win as often as it did', () => {
    fc.assert(
      fc.property(games, (played) => {
        const strengths = bradleyTerry(5, played)
        const chance = (i: number, j: number) => 1 / (1 + Math.exp(strengths[j]! - strengths[i]!))
        expect(strengths.reduce((sum, s) => sum + s, 0)).toBeCloseTo(0, 9)
        for (const i of strengths.keys()) {
          let excess = 0.5
          for (const j of strengths.keys()) if (j !== i) excess -= chance(i, j) / 4
          for (const { winner, loser, weight } of played) {
            if (winner === i) excess += weight * (1 - chance(i, loser))
            if (loser === i) excess -= weight * chance(i, winner)
          }
          expect(excess).toBeCloseTo(0, 8)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('turns its sign when every game is turned', () => {
    fc.assert(
      fc.property(games, (played) => {
        const turned = played.map((g) => ({ ...g, winner: g.loser, loser: g.winner }))
        expectClose(
          bradleyTerry(5, turned),
          bradleyTerry(5, played).map((strength) => -strength),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('has a log odds between two, half a game added to each side', () => {
    const played = [
      { winner: 0, loser: 1, weight: 7 },
      { winner: 1, loser: 0, weight: 2 },
    ]
    const half = Math.log(7.5 / 2.5) / 2
    expectClose(bradleyTerry(2, played), [half, -half])
  })

  it('finds planted strengths', () => {
    const planted = [1.5, 0.5, 0, -0.5, -1.5]
    const random = stream(4, 'games')
    const played: Game[] = []
    for (const [i, a] of planted.entries())
      for (const [j, b] of planted.entries())
        for (let round = 0; round < 100 && i < j; round++)
          played.push(
            random.uniform() < 1 / (1 + Math.exp(b - a))
              ? { winner: i, loser: j }
              : { winner: j, loser: i },
          )
    for (const [i, strength] of bradleyTerry(5, played).entries())
      expect(Math.abs(strength - planted[i]!)).toBeLessThan(0.45)
  })

  it('keeps the undefeated finite and says nothing of those who did not play', () => {
    const [first, second, third] = bradleyTerry(3, [{ winner: 0, loser: 1, weight: 100 }])
    expect(first).toBeGreaterThan(2)
    expect(first).toBeLessThan(10)
    expect(third).toBeCloseTo(0, 9)
    expect(second).toBeCloseTo(-first!, 9)
    expect([...bradleyTerry(3, [])]).toEqual([0, 0, 0])
  })

  it('refuses games of no two items', () => {
    expect(() => bradleyTerry(1, [])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: 0, loser: 2 }])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: -1, loser: 0 }])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: 0.5, loser: 0 }])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: 1, loser: 1 }])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: 0, loser: 1, weight: -1 }])).toThrow(RangeError)
    expect(() => bradleyTerry(2, [{ winner: 0, loser: 1, weight: Number.NaN }])).toThrow(RangeError)
  })
})

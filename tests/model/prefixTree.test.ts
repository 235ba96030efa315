import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownWays, prefixTree, type Segment, sharedLength } from '../../src/model/prefixTree.ts'

/** Ids that count up from `from`. */
const run = (from: number, length: number) => Array.from({ length }, (_, i) => from + i)
const start = run(0, sharedLength)

/** The segments on the way to each sequence, the root left out. */
function pathsOf(tree: Segment): Segment[][] {
  const paths: Segment[][] = tree.sequences.map(() => [])
  const visit = (segment: Segment): void => {
    for (const branch of segment.branches) {
      for (const index of branch.sequences) paths[index]!.push(branch)
      visit(branch)
    }
  }
  visit(tree)
  return paths
}

const segmentsOf = (tree: Segment): Segment[] => [
  tree,
  ...tree.branches.flatMap((branch) => segmentsOf(branch)),
]

/** How many first ids two texts share when each keeps its last one. */
function agreement(a: readonly number[], b: readonly number[]): number {
  const limit = Math.min(a.length, b.length) - 1
  const differs = run(0, limit).find((i) => a[i] !== b[i])
  return differs ?? limit
}

const piece = fc.array(fc.integer({ min: 0, max: 1 }), {
  minLength: 1,
  maxLength: 2 * sharedLength,
})
const texts = fc.array(piece, { minLength: 1, maxLength: 4 }).chain((pieces) =>
  fc.array(
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }).map((own) => own.flat()),
    { maxLength: 12 },
  ),
)

describe('prefixTree', () => {
  it('branches where groups of sequences part, level by level', () => {
    const shared = [...start, ...run(100, 20)]
    const tree = prefixTree([
      [...shared, 1],
      [...shared, 2, 3],
      [...start, 7],
      [90, ...start, 5],
      [...start, 8],
    ])
    expect(tree).toEqual({
      start: 0,
      end: 0,
      sequences: [0, 1, 2, 3, 4],
      branches: [
        {
          ...{ start: 0, end: sharedLength, sequences: [0, 1, 2, 4] },
          branches: [{ start: sharedLength, end: shared.length, sequences: [0, 1], branches: [] }],
        },
      ],
    })
    expect([tree, tree.branches[0]!, tree.branches[0]!.branches[0]!].map(ownWays)).toEqual([
      [3],
      [2, 4],
      [0, 1],
    ])
  })

  it('passes over a split whose start is too short, and counts it to the next', () => {
    const few = run(50, sharedLength - 1)
    const group = [...few, ...run(200, 4)]
    const { branches } = prefixTree([
      [...few, 1, 1],
      [...group, 1],
      [...few, 2, 2],
      [...group, 2],
    ])
    expect(branches).toEqual([{ start: 0, end: group.length, sequences: [1, 3], branches: [] }])
  })

  it('orders branches by their first sequences', () => {
    const [a, b, c] = [0, 1, 2].map((group) => [9, ...run(100 * group, sharedLength)])
    const { branches } = prefixTree([
      [...c!, 1],
      [...a!, 1],
      [...b!, 1],
      ...[a!, b!, c!].map((ids) => [...ids, 2]),
    ])
    expect(branches.map(({ sequences }) => sequences)).toEqual([
      [0, 5],
      [1, 3],
      [2, 4],
    ])
  })

  it('leaves equal sequences, and one that is the start of another, their last token', () => {
    const equal = [...start, 1]
    expect(prefixTree([equal, equal, start]).branches).toEqual([
      { start: 0, end: sharedLength, sequences: [0, 1], branches: [] },
    ])
    const longer = [...start, 1, 2, 3]
    expect(prefixTree([longer, longer, [...start, 1]]).branches).toEqual([
      { start: 0, end: sharedLength, sequences: [0, 1, 2], branches: [] },
    ])
  })

  it('has no branches for one sequence or none', () => {
    expect(prefixTree([])).toEqual({ start: 0, end: 0, sequences: [], branches: [] })
    expect(prefixTree([start]).branches).toEqual([])
  })

  it('visits each token of each sequence once, in order, and shared ones once for all', () => {
    fc.assert(
      fc.property(texts, (ids) => {
        const tree = prefixTree(ids)
        const paths = pathsOf(tree)
        let computed = 0
        for (const [index, path] of paths.entries()) {
          const visited = path.flatMap(({ start, end, sequences }) =>
            ids[sequences[0]!]!.slice(start, end),
          )
          const own = ids[index]!.slice(visited.length)
          expect([...visited, ...own]).toEqual(ids[index])
          expect(own.length).toBeGreaterThan(0)
          computed += own.length
        }
        let saved = 0
        const segments = segmentsOf(tree).slice(1)
        for (const { start, end, sequences } of segments) {
          expect(end - start).toBeGreaterThanOrEqual(sharedLength)
          expect(sequences.length).toBeGreaterThan(1)
          computed += end - start
          saved += (end - start) * (sequences.length - 1)
        }
        expect(computed + saved).toBe(ids.flat().length)
        expect(
          segmentsOf(tree)
            .flatMap(ownWays)
            .sort((a, b) => a - b),
        ).toEqual([...ids.keys()])
      }),
    )
  })

  it('leaves no long enough start unshared', () => {
    fc.assert(
      fc.property(texts, (ids) => {
        const paths = pathsOf(prefixTree(ids))
        for (const [a, first] of ids.entries())
          for (let b = a + 1; b < ids.length; b++) {
            const common = paths[a]!.filter((segment) => paths[b]!.includes(segment))
            const shared = common.at(-1)?.end ?? 0
            expect(agreement(first, ids[b]!) - shared).toBeLessThan(sharedLength)
          }
      }),
    )
  })
})

import { stream } from '../../src/math/seededStream.ts'
import { type PupilResult, pupilResult } from '../../src/state/results/pupilResult.ts'
import type { RunPoint } from '../../src/state/results/runPoint.ts'
import type { Study } from '../../src/state/results/study.ts'

const study: Study = {
  ...{ model: 'cccccccc', recipe: 'calm-to-desperate', direction: '01234567' },
  ...{ prompt: '89abcdef', sampling: 'fedcba98' },
  ...{ steerBlock: 14, readBlock: 18, source: 'live' },
}

export const PUSHES = [-0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2]

export interface Planted {
  slope: number // SD a unit of push
  spread: number // SD of slopes over pupils
  noise: number // SD of a reading
  randomSlope?: number
}

/** Pupils with a planted dose–response, each with a seed of its own unless told otherwise. */
export function pupils(
  count: number,
  planted: Planted,
  seedOf = (i: number) => 100 + i,
): PupilResult[] {
  return Array.from({ length: count }, (_, i) => {
    const random = stream(7, 'pupil', i)
    const own = planted.slope + planted.spread * random.gaussian()
    const other = (planted.randomSlope ?? 0) + planted.spread * random.gaussian()
    const rest = random.gaussian()
    const points = PUSHES.map((coefficient): RunPoint => {
      const noise = () => (coefficient === 0 ? 0 : planted.noise * random.gaussian())
      return {
        ...{ coefficient, seed: seedOf(i), draw: 1, baseline: hundredths(rest) },
        steered: hundredths(rest + own * coefficient + noise()),
        random: hundredths(rest + other * coefficient + noise()),
        steeredCost: hundredths(1 + coefficient ** 2),
        randomCost: coefficient < 0 ? null : hundredths(1 + coefficient),
        tokens: 60 + i,
      }
    })
    return pupilResult(study, points)
  })
}

const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0

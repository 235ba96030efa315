import { openModel } from '../src/commands/openModel.ts'
import type { OrtModel } from '../src/model/ortModel.ts'
import { residPost } from '../src/steering/hookPoint.ts'
import { randomDirection } from '../src/steering/randomDirection.ts'
import type { Lane, SteerableModel } from '../src/steering/steerableModel.ts'

export const openBenchModel = async (folder: string): Promise<OrtModel> =>
  (await openModel(folder, {})).model

const lane = (name: string, scale: number): Lane => ({
  name,
  shadow: scale !== 0,
  steering: {
    coefficient: scale,
    interventions:
      scale === 0
        ? []
        : [
            {
              kind: 'add',
              at: residPost(14),
              vector: randomDirection(576, Math.abs(scale)),
              scale,
              firstPosition: 1,
            },
          ],
  },
})

/** Milliseconds a token of a whole generation as the Lab asks for it, readings included: the fastest half of its steps. */
export async function laneTime(
  model: SteerableModel,
  lanes: 'one' | 'three with two shadows',
  tokens: number,
): Promise<number> {
  const times: number[] = []
  let last = 0
  const run = model.generate({
    ids: Array.from({ length: 40 }, (_, i) => 100 + i * 37),
    lanes: lanes === 'one' ? [lane('a', 0)] : [lane('a', 0), lane('b', 30), lane('c', -30)],
    probes: [{ at: residPost(18), direction: randomDirection(576, 2) }],
    sampling: { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1, seed: 1 },
    maxTokens: tokens,
    ignoreStop: true,
  })
  for await (const event of run) {
    if (event.type !== 'step' || event.lane !== 0) continue
    const now = performance.now()
    if (event.step.index > 0) times.push(now - last)
    last = now
  }
  const half = times.sort((a, b) => a - b).slice(0, Math.ceil(times.length / 2))
  return half.reduce((sum, time) => sum + time, 0) / half.length
}

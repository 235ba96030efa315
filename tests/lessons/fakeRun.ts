import type { Evidence, FinishedRun } from '../../src/lessons/evidence.ts'
import type { Setup } from '../../src/lessons/lesson.ts'
import { emptyExperiments } from '../../src/state/experiments/experimentEntry.ts'
import type { LabState, RunLabel } from '../../src/state/labState.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { LANE_NAMES, type LabToken, type LaneText } from '../../src/state/run/lane.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { labWithFake } from '../fakes/labWithFake.ts'

export interface FakeRun extends Partial<Omit<RunLabel, 'model' | 'passport'>> {
  push?: number
  movedTo?: number // the slider, in the middle of the text
  readings?: readonly [number, number, number] // mean of each lane, in SD
  texts?: readonly [string, string, string]
  logprobs?: readonly [number, number, number] // of each token, under the unsteered model
  recipe?: ReturnType<typeof fakeDirections>['recipe']
  promptPieces?: readonly string[]
  promptReadings?: readonly number[]
  stopped?: boolean
  threshold?: number | null
}

const label: RunLabel = {
  ...{ steerBlock: 14, readBlock: 18, seed: 11, draw: 1, maxTokens: 80 },
  sampling: { temperature: 0.8, topK: 256, topP: 0.95, repetitionPenalty: 1, seed: 11 },
  prompt: freshDraft.prompt,
  form: 'chat',
  model: {
    ...{ name: 'fake', dtype: 'q4', nLayers: 30, dModel: 16, vocabSize: 9, contextLength: 99 },
    ...{ hasTokenizer: true, hasChatTemplate: true, device: 'wasm', threads: 1 },
    ...{ weights: 'float32', hash: 'c'.repeat(64) },
  },
  passport: fakeDirections(30, 16).passport,
}

/** A finished run as it would stand in the lanes; what is not given is as in a fresh lab. */
export function fakeRun(given: FakeRun = {}): FinishedRun {
  const { push = 0, movedTo, readings = [0, 0, 0], texts = ['a b c', 'a b c', 'a b c'] } = given
  const { logprobs = [-1, -1, -1], stopped = false, threshold = null, recipe } = given
  const { promptPieces = ['<|im_start|>', 'a', ' b'], promptReadings = [] } = given
  const lanes = LANE_NAMES.map((name, lane): LaneText => {
    const token = (index: number, piece: string, reading: number): LabToken => ({
      ...{ index, id: [...piece].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7) },
      ...{ piece, reading, pushed: reading, massive: false, logprob: -1 },
      logprobUnsteered: logprobs[lane]!,
      coefficient: lane === 0 ? 0 : movedTo !== undefined && index > 0 ? movedTo : push,
    })
    const reply = texts[lane]!.match(/\s*\S+/g) ?? []
    return {
      ...{ name, phase: 'done', ended: 'stop' },
      prompt: promptPieces.map((piece, index) => ({
        ...token(index, piece, promptReadings[index] ?? 0),
        massive: index === 0,
        coefficient: lane === 0 ? 0 : push,
      })),
      reply: reply.map((piece, index) => token(index, piece, readings[lane]!)),
    }
  })
  const parts = Object.fromEntries(Object.entries(given).filter(([part]) => part in label))
  return {
    label: {
      ...label,
      ...parts,
      ...(recipe && { passport: { ...label.passport, recipe } }),
    },
    ...{ lanes, stopped, threshold },
  }
}

/** The state of a lab in which nothing was done yet. */
export const restingState = (): LabState => ({
  ...labWithFake().state(),
  experiments: emptyExperiments,
})

export const noSetup: Setup = {
  draft: {},
  ...{ pushes: [], draws: [], seeds: [], derive: null, leave: [] },
}

/** What a check may look at: these runs, all of them since the step was shown, and a lab at rest. */
export const evidence = (given: Partial<Evidence> & { runs?: FinishedRun[] } = {}): Evidence => ({
  ...{ state: restingState(), setup: null, prompts: [], recorded: {}, answer: null },
  runs: [],
  fresh: given.fresh ?? given.runs ?? [],
  ...given,
})

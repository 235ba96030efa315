import { beforeAll, describe, expect, it } from 'vitest'
import { relativeError } from '../../src/commands/checkList.ts'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { logProbability } from '../../src/math/samplingDistribution.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { gatherRows } from '../../src/model/keyValueCache.ts'
import { readModelFiles } from '../../src/model/modelFiles.ts'
import { type PassInput, runPass } from '../../src/model/pass.ts'
import { rowSteering } from '../../src/model/rowSteering.ts'
import { openWasm, type Runtime } from '../../src/model/runtime.ts'
import { openSession, type Session } from '../../src/model/session.ts'
import { type GraphFiles, prepareGraph } from '../../src/onnx/prepare.ts'
import { compileInterventions } from '../../src/steering/affineEdit.ts'
import { captureOne } from '../../src/steering/captureOne.ts'
import { residPost } from '../../src/steering/hookPoint.ts'
import type { Intervention } from '../../src/steering/intervention.ts'
import { randomDirection } from '../../src/steering/randomDirection.ts'
import { greedy, idsOf, type LaneRun, lane, runLanes } from './laneRun.ts'
import { openRealModel, push, realFolder, realGolden, shippedDirections } from './realModel.ts'

const vocabSize = 49_152
const set = shippedDirections()
const golden = realGolden()
const ids = golden.forward[0]!.ids
const replies = golden.greedy.filter(({ user }) => user.startsWith('I took')).slice(0, 3)
const longIds = golden.forward.flatMap((entry) => entry.ids).slice(0, 168)
const randomPush = {
  kind: 'add',
  at: residPost(14),
  vector: randomDirection(576, 1),
  scale: 0,
  firstPosition: 1,
} as const
const zero = [push(set, 0), randomPush]

/** Runs the lowered graph directly, without the model floor's own loops. */
class BareGraph {
  readonly runtime: Runtime
  readonly session: Session
  readonly rows: 'null' | 'zero'

  constructor(runtime: Runtime, session: Session, rows: 'null' | 'zero') {
    this.runtime = runtime
    this.session = session
    this.rows = rows
  }

  pass(rows: readonly (readonly number[])[], past: PassInput['past']) {
    const edits = this.rows === 'null' ? null : compileInterventions(zero, 30, 576)
    const steering = rowSteering(
      this.runtime.ort,
      this.session,
      rows.map(() => edits),
    )
    const logits = [rows[0]!.length - 1]
    return runPass(this.runtime.ort, this.session, 64, {
      ...{ ids: rows, past, steering, read: [], logits, keepCache: true },
    })
  }

  /** The logits of three rows that read the prompt and then each its own reply. */
  async threeRows(): Promise<Float32Array[]> {
    let { logits, cache } = await this.pass([ids, ids, ids], null)
    const all = [logits]
    for (let step = 0; step < 6; step++) {
      const fed = replies.map((reply) => [reply.ids[step]!])
      const next = await this.pass(fed, cache)
      cache = next.cache
      logits = next.logits
      all.push(logits)
    }
    return all
  }

  /** Log-probabilities of what the lanes wrote, with one row for each lane and each shadow. */
  async logprobs(lanes: readonly LaneRun[], lanesOfRows: readonly number[]): Promise<number[][]> {
    const prompt = await this.pass([ids], null)
    const picks = lanesOfRows.map(() => ({ cache: prompt.cache!, row: 0 }))
    let cache = await gatherRows(this.runtime.ort, picks)
    let logits = (_row: number) => prompt.logits
    const written: number[][] = lanesOfRows.map(() => [])
    for (const [step, { id }] of lanes[0]!.steps.entries()) {
      for (const [row, list] of written.entries()) list.push(logProbability(logits(row), id))
      const fed = lanesOfRows.map((index) => [lanes[index]!.steps[step]!.id])
      const next = await this.pass(fed, cache)
      cache = next.cache!
      logits = (row) => next.logits.subarray(row * vocabSize, (row + 1) * vocabSize)
    }
    return written
  }
}

/** What the graph without hooks gives. */
interface Bare {
  inputs: string[]
  prompt: Float32Array
  long: Float32Array
  logprobs: number[][]
  rows: Float32Array[]
}

describe('Coefficient 0 on the bundled model', { timeout: 300_000 }, () => {
  let own: { prompt: Float32Array; long: Float32Array; lanes: LaneRun[] }
  let bare: Bare
  const hooked = new Map<'add' | 'affine', Float32Array[]>()

  beforeAll(async () => {
    const model = await openRealModel()
    const lanes = await runLanes(model, {
      ids,
      lanes: [
        lane('Baseline', 0, [], false),
        lane('Steered', 0, [push(set, 0)]),
        lane('Random direction', 0, [randomPush]),
      ],
      probes: [],
      sampling: greedy,
      maxTokens: 8,
    })
    const logits = async (text: number[], interventions: Intervention[]) => {
      const sequences = [{ ids: text, positions: 'last' as const }]
      return (await captureOne(model, { sequences, at: [], interventions, logits: true })).logits!
    }
    own = { lanes, prompt: await logits(ids, zero), long: await logits(longIds, []) }
    await model.release()

    const files = (await readModelFiles(diskFolder(realFolder))).graph
    const runtime = await openWasm(nodeRuntimes)
    bare = await withGraph(runtime, files, 'none', async (graph) => ({
      inputs: graph.session.graph.inputs,
      prompt: (await graph.pass([ids], null)).logits,
      long: (await graph.pass([longIds], null)).logits,
      logprobs: await graph.logprobs(own.lanes, [0, 1, 1, 2, 2]),
      rows: await graph.threeRows(),
    }))
    for (const hooks of ['add', 'affine'] as const)
      hooked.set(hooks, await withGraph(runtime, files, hooks, (graph) => graph.threeRows()))
  }, 600_000)

  it('compares with a graph that has no input for steering or reading', () => {
    expect(bare.inputs.filter((name) => name.startsWith('evenkeel'))).toEqual([
      'evenkeel.logit_positions',
    ])
  })

  it.each(['add', 'affine'] as const)(
    'gives bit-identical logits with the hooks %s, at the prompt and each new token of a batch',
    (hooks) => {
      const rows = hooked.get(hooks)!
      expect(rows).toHaveLength(7)
      expect(rows.map((logits, step) => sameBits(logits, bare.rows[step]!))).toEqual(
        rows.map(() => true),
      )
      const [first, second, third] = [0, 1, 2].map((row) =>
        bare.rows[6]!.subarray(row * vocabSize, (row + 1) * vocabSize),
      )
      expect(sameBits(first!, second!) || sameBits(second!, third!)).toBe(false) // three texts
    },
  )

  it('gives bit-identical logits when the model reads the prompt under it', () => {
    expect(own.prompt).toHaveLength(vocabSize)
    expect(sameBits(own.prompt, bare.prompt)).toBe(true)
  })

  it('gives the very log-probabilities on three lanes and their shadows', () => {
    const logprobs = own.lanes.flatMap(({ steps }, index) => {
      const unsteered = steps.map(({ logprobUnsteered }) => logprobUnsteered)
      const steered = steps.map(({ logprob }) => logprob)
      return index === 0 ? [steered] : [steered, unsteered]
    })
    expect(logprobs).toEqual(bare.logprobs)
  })

  it('writes the same ids on every lane, those of the unsteered model', () => {
    expect(replies[0]!.steer).toBe('none')
    for (const run of own.lanes) expect(idsOf(run)).toEqual(replies[0]!.ids.slice(0, 8))
  })

  it('reads a prompt in pieces as it reads it at once', () => {
    expect(longIds.length).toBeGreaterThan(128) // tokens a piece
    expect(relativeError(own.long, bare.long)).toBeLessThan(1e-5)
  })
})

/** Opens the lowered graph with these hooks, and closes it after use. */
async function withGraph<T>(
  runtime: Runtime,
  files: GraphFiles,
  hooks: 'none' | 'add' | 'affine',
  use: (graph: BareGraph) => Promise<T>,
): Promise<T> {
  const prepared = prepareGraph(files, { weights: 'float32', hooks, pruneLogits: true })
  const session = await openSession(runtime, prepared)
  try {
    return await use(new BareGraph(runtime, session, hooks === 'none' ? 'null' : 'zero'))
  } finally {
    await session.release()
  }
}

/** Equal to the last bit, and no numbers that are not. */
function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]))
}

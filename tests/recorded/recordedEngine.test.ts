import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { rounded } from '../../src/recorded/sketch.ts'
import { contrast } from '../../src/state/run/deriving.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import type { LabEngine, LoadEvent } from '../../src/steering/labEngine.ts'
import type { GenerateRequest, GenerationEvent } from '../../src/steering/steerableModel.ts'
import { fakeDirections } from '../fakes/fakeDirections.ts'
import { type RecordingFolder, readFileUrl, recordFake } from './recordingFolder.ts'

const draft = { ...freshDraft, maxTokens: '6' }
let folder: RecordingFolder
let engine: LabEngine
let loaded: LoadEvent[]

beforeAll(async () => {
  folder = await recordFake([{ draft, pushes: [-0.2, 0, 0.2] }], { derivations: true })
  engine = recordedEngine(readFileUrl)
  loaded = []
  for await (const event of engine.load({ folder: folder.url, device: 'recorded' }))
    loaded.push(event)
})
afterAll(() => folder.remove())

const all = async <T>(events: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const event of events) found.push(event)
  return found
}

/** What a recording keeps of the numbers of an event. */
function asRecorded(event: GenerationEvent): GenerationEvent {
  return JSON.parse(JSON.stringify(event), (key, value) =>
    typeof value === 'number' && key !== 'id' && key !== 'coefficient' ? rounded(value) : value,
  )
}

const refused = async (request: GenerateRequest): Promise<LabError> => {
  const error = await all(engine.generate(request)).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(LabError)
  return error as LabError
}

describe('the engine of recordings', () => {
  it('says what was recorded, with progress and a model that nobody takes for one at work', () => {
    expect(loaded.at(0)).toMatchObject({ type: 'progress', stage: 'download' })
    const ready = loaded.at(-1)
    if (ready?.type !== 'ready') throw new TypeError('not ready')
    expect(ready.model.about).toMatchObject({ device: 'recorded', threads: 2, nLayers: 30 })
    expect(ready.model).toMatchObject({ tokensPerSecond: 51, fidelity: { reference: true } })
    expect(ready.model.direction).toEqual(fakeDirections(30, 16))
    expect(ready.model.recorded).toMatchObject({
      ...{ device: 'wasm', pace: 1 },
      runs: [{ pushes: [-0.2, 0, 0.2], direction: 'shipped', steerBlock: 14, draw: 1 }],
      recipes: ['pairs', 'pairs-minus-neutral', 'feel', 'calm-to-desperate'],
    })
  })

  it('tokenizes what is recorded as the model did', async () => {
    const { source, tokens } = folder.heard[0]!
    expect(await engine.tokenize(source)).toEqual(tokens)
  })

  it('replays each run event for event', async () => {
    expect(folder.heard).toHaveLength(3)
    for (const { request, events } of folder.heard)
      expect(await all(engine.generate(request))).toEqual(
        events.map(({ event }) => asRecorded(event)),
      )
  })

  it('replays some lanes of a run, under their places in the request', async () => {
    const { request, events } = folder.heard[2]!
    const steered = await all(engine.generate({ ...request, lanes: [request.lanes[1]!] }))
    const expected = events.flatMap(({ event }) =>
      event.type === 'prefill' || event.lane === 1
        ? [asRecorded('lane' in event ? { ...event, lane: 0 } : event)]
        : [],
    )
    expect(steered).toEqual(expected)
  })

  it('knows a run again when the last bits of its vectors differ, as they do between browsers', async () => {
    const { request, events } = folder.heard[2]!
    const lanes = request.lanes.map((lane) => ({
      ...lane,
      steering: {
        ...lane.steering,
        interventions: lane.steering.interventions.map((one) => ({
          ...one,
          vector: one.vector.map((value) => value * (1 + 1e-6)),
        })),
      },
    }))
    expect(await all(engine.generate({ ...request, lanes }))).toHaveLength(events.length)
  })

  it('leaves what was written as it was when the push is moved', async () => {
    const { request, events } = folder.heard[0]!
    const generation = engine.generate(request)
    generation.steer(1, request.lanes[0]!.steering)
    expect(await all(generation)).toEqual(events.map(({ event }) => asRecorded(event)))
  })

  it.each<[string, (request: GenerateRequest) => GenerateRequest]>([
    ['another seed', (r) => ({ ...r, sampling: { ...r.sampling, seed: 12 } })],
    ['another temperature', (r) => ({ ...r, sampling: { ...r.sampling, temperature: 0 } })],
    ['another length', (r) => ({ ...r, maxTokens: 7 })],
    [
      'another read block',
      (r) => ({ ...r, probes: [{ ...r.probes[0]!, at: 'blocks.3.hook_resid_post' }] }),
    ],
    [
      'another label of a push',
      (r) => ({
        ...r,
        lanes: r.lanes.map((lane) => ({
          ...lane,
          steering: { ...lane.steering, coefficient: 0.1 },
        })),
      }),
    ],
    [
      'a push that does something else',
      (r) => ({
        ...r,
        lanes: r.lanes.map((lane) => ({
          ...lane,
          steering: { ...lane.steering, interventions: [] },
        })),
      }),
    ],
    [
      'a lane with a seed of its own',
      (r) => ({ ...r, lanes: r.lanes.map((lane) => ({ ...lane, seed: 3 })) }),
    ],
    ['writing past the end', (r) => ({ ...r, ignoreStop: true })],
  ])('refuses %s, and tells what there is', async (_what, change) => {
    const { request } = folder.heard[2]!
    const error = await refused(change(request))
    expect(error.code).toBe('not-recorded')
    expect(error.message).toMatch(
      /is not recorded\. Recorded of it: pushes −0\.20, 0, \+0\.20 with seed 11, 6 tokens\. Choose Live/,
    )
  })

  it('refuses a text that is not recorded, naming those that are', async () => {
    await expect(engine.tokenize({ kind: 'raw', text: 'Once upon a time' })).rejects.toThrow(
      'This text is not recorded. Recorded are: “Describe the room you are in.”. Choose Live to let the model itself do it.',
    )
    const error = await refused({ ...folder.heard[0]!.request, ids: [1, 2] })
    expect(error.message).toContain('Nothing is recorded of this prompt')
  })

  it('has no hidden states', async () => {
    const capture = engine.capture({ sequences: [], at: [] })
    await expect(all(capture)).rejects.toMatchObject({ code: 'not-recorded' })
  })

  it('derives what was derived, and refuses other texts', async () => {
    const events = await all(engine.derive({ contrast, recipe: 'feel' }))
    expect(events).toHaveLength(22)
    expect(events[0]).toEqual({
      ...{ type: 'progress', stage: 'reading the pairs' },
      done: 0,
      total: 20,
    })
    expect(events.at(-1)).toEqual({ type: 'derived', directions: fakeDirections(30, 16, 'feel') })
    const other = { ...contrast, neutralAnswers: contrast.neutralAnswers.slice(1) }
    await expect(all(engine.derive({ contrast: other, recipe: 'feel' }))).rejects.toMatchObject({
      code: 'not-recorded',
    })
  })

  it('says so before anything is loaded, and where nothing is recorded', async () => {
    const empty = recordedEngine(readFileUrl)
    await expect(empty.tokenize({ kind: 'raw', text: 'a' })).rejects.toThrow(
      'No recordings are loaded',
    )
    const elsewhere = empty.load({ folder: 'file:///nowhere/', device: 'recorded' })
    await expect(all(elsewhere)).rejects.toThrow(
      'No recordings lie beside this model. Choose Live, or load the bundled model.',
    )
  })
})

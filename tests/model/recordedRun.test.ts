import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Recorder } from '../../models/recorder.ts'
import { hashOf, RecordingFiles } from '../../models/recordingFiles.ts'
import { nodeRuntimes } from '../../src/commands/nodeRuntime.ts'
import { diskFolder } from '../../src/model/diskFolder.ts'
import { createEngine } from '../../src/model/engine.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { tapeOf } from '../../src/recorded/tape.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import type { LaneText } from '../../src/state/run/lane.ts'
import type { LabEngine } from '../../src/steering/labEngine.ts'
import { readFileUrl } from '../recorded/recordingFolder.ts'
import { expectSameLanes } from '../recorded/sameLanes.ts'
import { realFolder } from './realModel.ts'

const draft = { ...freshDraft, prompt: 'How do you feel right now?', maxTokens: '6' }
const path = 'evenkeel/calm-to-desperate.json'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-recorded-'))
  await mkdir(join(folder, 'evenkeel'))
  await symlink(join(realFolder, path), join(folder, path))
})
afterAll(() => rm(folder, { recursive: true }))

const labOn = (engine: LabEngine, request: { folder: string; device: 'wasm' | 'recorded' }): Lab =>
  createLab(() => ({ engine, onDeath: () => undefined, dispose: () => undefined }), { request })

it('replays into the lanes, token for token, what the real model wrote into them', async () => {
  const tape = tapeOf(createEngine(diskFolder, nodeRuntimes))
  const live = labOn(tape.engine, { folder: realFolder, device: 'wasm' })
  await live.load()
  const { model } = live.store.getState()
  if (model.phase !== 'ready') throw new TypeError(model.phase)
  const recorder = new Recorder({
    ...{ lab: live, tape, model: model.model, files: new RecordingFiles(folder) },
    direction: {
      file: 'calm-to-desperate.json',
      sha256: hashOf(await readFile(join(folder, path))),
    },
    ...{ until: Number.POSITIVE_INFINITY, tell: () => undefined },
  })
  await recorder.open(false)
  const wrote = new Map<number, readonly LaneText[]>()
  for (const push of [0.2, -0.3]) {
    await recorder.runs([{ draft, pushes: [push] }])
    wrote.set(push, live.store.getState().lanes)
  }

  const url = `${pathToFileURL(folder).href}/`
  const recorded = labOn(recordedEngine(readFileUrl), { folder: url, device: 'recorded' })
  recorded.setMode('recorded')
  await recorded.load()
  recorded.edit({ prompt: draft.prompt, maxTokens: draft.maxTokens })
  for (const [push, lanes] of wrote) {
    recorded.setCoefficient(push)
    await recorded.run()
    expect(recorded.store.getState().run.phase).toBe('done')
    expectSameLanes(recorded.store.getState().lanes, lanes)
  }
}, 120_000)

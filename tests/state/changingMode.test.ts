import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LabError } from '../../src/labError.ts'
import { emptyClass } from '../../src/state/class/classPlan.ts'
import { directionIn, type LabState } from '../../src/state/labState.ts'
import { unknownDevice } from '../../src/state/mode/mode.ts'
import { isRecorded, modeIn } from '../../src/state/mode/recordedMode.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { keptText, labOfModes } from '../fakes/labOfModes.ts'
import { type RecordingFolder, recordFake } from '../recorded/recordingFolder.ts'

const draft = { ...freshDraft, maxTokens: '6' }
let folder: RecordingFolder

beforeAll(async () => {
  folder = await recordFake([{ draft, pushes: [-0.2, 0, 0.2] }])
})
afterAll(() => folder.remove())

const device = (state: LabState) =>
  state.model.phase === 'ready' ? state.model.model.about.device : state.model.phase
const isReady = (state: LabState) => state.model.phase === 'ready'

describe('changing between live and recorded', () => {
  it('loads recordings from the start where the device has little memory', async () => {
    const { lab, state, loads } = labOfModes(folder.url, {
      device: { ...unknownDevice, memory: 2 },
    })
    await lab.load()
    expect(device(state())).toBe('recorded')
    expect(loads.map((request) => request.device)).toEqual(['recorded'])
  })

  it('goes to recordings by itself when the model does not fit, and begins with them next time', async () => {
    const mode = keptText()
    const failLoad = new LabError('no-memory', 'There is not enough memory.')
    const first = labOfModes(folder.url, { mode, fake: { failLoad } })
    await first.lab.load()
    await first.until((state) => device(state) === 'recorded')
    expect(modeIn(first.state())).toEqual({ mode: 'recorded', reason: 'no-memory' })
    const second = labOfModes(folder.url, { mode })
    await second.lab.load()
    expect(second.loads.map((request) => request.device)).toEqual(['recorded'])
  })

  it('stays with the trouble when a load fails for another reason', async () => {
    const failLoad = new LabError('network', 'The connection broke.')
    const { lab, state, loads } = labOfModes(folder.url, { fake: { failLoad } })
    await lab.load()
    expect(state().model).toMatchObject({ phase: 'failed', sentence: 'The connection broke.' })
    expect(loads).toHaveLength(1)
  })

  it('goes to recordings by itself when the model turns out slow, and back when asked', async () => {
    const mode = keptText()
    const { lab, state, until, loads } = labOfModes(folder.url, { mode, fake: { speed: 2 } })
    lab.edit({ prompt: 'Kept.' })
    await lab.load()
    await until((now) => device(now) === 'recorded')
    expect(modeIn(state())).toEqual({ mode: 'recorded', reason: 'slow' })
    expect(state().mode.device.speed).toBe(2)
    lab.setMode('live')
    await until((now) => device(now) === 'wasm')
    expect(loads.map((request) => request.device)).toEqual(['auto', 'recorded', 'auto'])
    expect(state().draft.prompt).toBe('Kept.')
    expect(modeIn(state())).toEqual({ mode: 'live', reason: 'choice' })
    expect(JSON.parse(mode.text ?? '')).toEqual({ choice: 'live', speed: 2, refused: false })
  })

  it('does not judge the device by a model that is not the bundled one', async () => {
    const { lab, state } = labOfModes(folder.url, { fake: { speed: 1 } })
    for await (const _ of lab.engine.load({ folder: 'other/' }));
    expect(device(state())).toBe('wasm')
    expect(state().mode.device.speed).toBeNull()
  })

  it('only notes the choice while nothing is loaded', async () => {
    const { lab, state, loads } = labOfModes(folder.url)
    lab.setMode('recorded')
    expect(state().model.phase).toBe('idle')
    expect(loads).toEqual([])
    await lab.load()
    expect(device(state())).toBe('recorded')
  })

  it('ends a run with a sentence, keeps its texts, and starts one that waits', async () => {
    const { lab, state, until } = labOfModes(folder.url, { fake: { stepMs: 20 } })
    await lab.load()
    lab.edit(draft)
    void lab.run()
    await until(({ lanes }) => (lanes[0]?.reply.length ?? 0) > 1)
    const written = state().lanes[0]?.reply.length ?? 0
    lab.setMode('recorded')
    expect(state().run).toMatchObject({ phase: 'ended' })
    expect(state().run).toHaveProperty(
      'sentence',
      'Ended because the lab changes between live and recorded. What was written is kept.',
    )
    expect(state().lanes[0]?.reply).toHaveLength(written)
    await lab.run()
    expect(state().run.phase).toBe('waiting')
    await until(({ run }) => run.phase === 'done')
    expect(state().ran?.model.device).toBe('recorded')
  })

  it('leaves directions that were derived to their mode: one that is replayed was not derived here', async () => {
    const { lab, state, until } = labOfModes(folder.url)
    await lab.load()
    await lab.derive('feel')
    lab.edit({ direction: 'feel' })
    expect(directionIn(state())?.label).toBe('feel templates, derived here')
    lab.setMode('recorded')
    await until((now) => device(now) === 'recorded')
    expect(directionIn(state())?.key).toBe('shipped')
  })

  it('changes while a model still loads, and the newer load wins', async () => {
    const { lab, state, until } = labOfModes(folder.url, { fake: { loadMs: 30 } })
    const loading = lab.load()
    await until((now) => now.model.phase === 'loading')
    lab.setMode('recorded')
    await until(isReady)
    await loading
    expect(device(state())).toBe('recorded')
  })

  it('follows a class, whatever was chosen, and goes back when the class is left', async () => {
    const { lab, state, until, loads } = labOfModes(folder.url)
    lab.setMode('live')
    await lab.load()
    lab.joinClass({ ...emptyClass, texts: 'recorded' })
    expect(isRecorded(state())).toBe(true)
    await until((now) => device(now) === 'recorded')
    lab.setMode('live')
    expect(isRecorded(state())).toBe(true)
    lab.leaveClass()
    await until((now) => device(now) === 'wasm')
    expect(loads.map((request) => request.device)).toEqual(['auto', 'recorded', 'auto'])
  })

  it('lets the console load either way, but not past a class that shows recorded texts', async () => {
    const { lab, state } = labOfModes(folder.url)
    for await (const _ of lab.engine.load({ folder: folder.url, device: 'recorded' }));
    expect(device(state())).toBe('recorded')
    expect(isRecorded(state())).toBe(true)
    for await (const _ of lab.engine.load({ folder: folder.url }));
    expect(device(state())).toBe('wasm')
    expect(isRecorded(state())).toBe(false)
    lab.joinClass({ ...emptyClass, texts: 'recorded' })
    for await (const _ of lab.engine.load({ folder: folder.url, device: 'wasm' }));
    expect(device(state())).toBe('recorded')
  })
})

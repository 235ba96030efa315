import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { speak } from '../../src/language/say.ts'
import { nearestStop, recordedPushes, stopBeside } from '../../src/state/mode/recordedPushes.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { type LabOfModes, labOfModes } from '../fakes/labOfModes.ts'
import { type RecordingFolder, recordFake } from '../recorded/recordingFolder.ts'
import { expectSameLanes } from '../recorded/sameLanes.ts'

const draft = { ...freshDraft, maxTokens: '6' }
let folder: RecordingFolder

beforeAll(async () => {
  folder = await recordFake(
    [
      { draft, pushes: [-0.2, -0.05, 0, 0.05, 0.2, 0.4] },
      { draft: { ...draft, prompt: 'Write a short diary entry.', seed: '7' }, pushes: [0.1] },
      { draft: { ...draft, direction: 'feel' }, pushes: [0.3] },
    ],
    { derivations: true },
  )
})
afterAll(() => folder.remove())
afterEach(() => speak('en'))

async function recordedLab(): Promise<LabOfModes> {
  const made = labOfModes(folder.url)
  made.lab.setMode('recorded')
  await made.lab.load()
  made.lab.edit(draft)
  return made
}

const sentence = ({ state }: LabOfModes): string => {
  const { run } = state()
  return run.phase === 'refused' ? run.sentence : run.phase
}

describe('a run in recorded mode', () => {
  it('fills the lanes as the model did', async () => {
    const live = labOfModes(folder.url, { fake: { stopAfter: 4 } })
    await live.lab.load()
    const recorded = await recordedLab()
    for (const { lab } of [live, recorded]) {
      lab.edit(draft)
      lab.setCoefficient(0.2)
      await lab.run()
    }
    expect(recorded.state().run.phase).toBe('done')
    expectSameLanes(recorded.state().lanes, live.state().lanes)
    expect(recorded.state().lanes[0]).toMatchObject({ ended: 'stop', phase: 'done' })
    expect(recorded.state().ran).toMatchObject({ seed: 11, model: { device: 'recorded' } })
  })

  it('moves the slider to recorded pushes only, by pointer and by key', async () => {
    const { lab, state } = await recordedLab()
    expect(recordedPushes(state())).toEqual([-0.2, -0.05, 0, 0.05, 0.2, 0.4])
    const reached = [0.02, 0.03, 0.12, 0.13, -0.4, 0.29, 0.31, -0.125].map((typed) => {
      lab.setCoefficient(typed)
      return state().draft.coefficient
    })
    expect(reached).toEqual([0, 0.05, 0.05, 0.2, -0.2, 0.2, 0.4, -0.05])
    expect([stopBeside(state(), 0, 1), stopBeside(state(), 0, -1)]).toEqual([0.05, -0.05])
    expect([stopBeside(state(), 0.4, 1), stopBeside(state(), -0.2, -1)]).toEqual([0.4, -0.2])
  })

  it('offers the usual stops for a prompt that is not recorded', async () => {
    const { lab, state } = await recordedLab()
    lab.edit({ prompt: 'Something else.' })
    expect(nearestStop(state(), 0.33)).toBe(0.3)
    expect(nearestStop(state(), -0.17)).toBe(-0.15)
    expect(() => nearestStop(state(), Number.NaN)).toThrow(RangeError)
  })

  it('goes to the nearest recorded push before it starts, where the draft was left between two', async () => {
    const { lab, state } = labOfModes(folder.url)
    lab.edit(draft)
    lab.setCoefficient(0.19)
    lab.setMode('recorded')
    await lab.load()
    expect(state().draft.coefficient).toBe(0.19)
    await lab.run()
    expect(state().run.phase).toBe('done')
    expect(state().draft.coefficient).toBe(0.2)
    expect(state().lanes[1]?.reply[0]?.coefficient).toBe(0.2)
  })

  it('keeps its text when the slider moves while it is replayed', async () => {
    const made = await recordedLab()
    const running = made.lab.run()
    await made.until(({ run }) => run.phase === 'writing')
    made.lab.setCoefficient(0.2)
    await running
    const pushes = made.state().lanes[1]?.reply.map(({ coefficient }) => coefficient)
    expect(new Set(pushes)).toEqual(new Set([0]))
    expect(made.state().draft.coefficient).toBe(0.2)
  })

  it('refuses a prompt that is not recorded beside the prompt, and keeps the lanes', async () => {
    const made = await recordedLab()
    await made.lab.run()
    const { lanes, ran } = made.state()
    made.lab.edit({ prompt: 'Tell me a joke.' })
    await made.lab.run()
    expect(made.state().run).toMatchObject({ phase: 'refused', field: 'recording' })
    expect(sentence(made)).toBe(
      'This prompt is not recorded. Recorded are “Describe the room you are in.”, “Write a short diary entry.”. Choose one of them, or choose Live: then the model itself answers any prompt.',
    )
    expect(made.state()).toMatchObject({ lanes, ran })
    made.lab.edit({ prompt: draft.prompt })
    expect(made.state().run.phase).toBe('idle')
  })

  it.each<[string, Partial<Omit<typeof draft, 'coefficient'>>, string]>([
    ['seed', { seed: '12' }, 'seed 11'],
    ['draw', { draw: 2 }, 'draw 1'],
    ['number of tokens', { maxTokens: '7' }, 'new tokens 6'],
    ['blocks', { steerBlock: '10' }, 'steer and read after block 14 / 18'],
    [
      'sampling',
      { temperature: '0' },
      'temperature / top-k / top-p / penalty 0.8 / 256 / 0.95 / 1',
    ],
  ])('refuses another %s and says with what there are recordings', async (_what, change, says) => {
    const made = await recordedLab()
    made.lab.setCoefficient(0.2)
    made.lab.edit(change)
    await made.lab.run()
    expect(sentence(made)).toContain(
      `there are recordings with ${says}, at the pushes −0.20 to +0.40, 6 of them`,
    )
    made.lab.edit({ maxTokens: '6' })
    expect(made.state().run.phase).toBe('idle')
  })

  it('says so in the language of the page', async () => {
    const made = await recordedLab()
    await speak('de')
    made.lab.edit({ prompt: 'Erzähl mir einen Witz.' })
    await made.lab.run()
    expect(sentence(made)).toMatch(
      /^Dieser Prompt ist nicht aufgezeichnet\. Aufgezeichnet sind „Describe/,
    )
  })

  it('goes along a direction that was derived when it was recorded, at the pushes recorded of it', async () => {
    const { lab, state } = await recordedLab()
    await lab.derive('feel')
    expect(state().derive).toEqual({ phase: 'done', recipe: 'feel' })
    lab.edit({ direction: 'feel' })
    lab.setCoefficient(0.1)
    expect(state().draft.coefficient).toBe(0.3)
    await lab.run()
    expect(state().run.phase).toBe('done')
    expect(state().ran?.passport.recipe).toBe('feel')
  })

  it('stops at once when asked, and keeps what was written', async () => {
    const made = await recordedLab()
    const running = made.lab.run()
    await made.until(({ lanes }) => (lanes[1]?.reply.length ?? 0) > 0)
    made.lab.stop()
    await running
    expect(made.state().run.phase).toBe('stopped')
    expect(made.state().lanes[1]?.reply.length).toBeGreaterThan(0)
  })
})

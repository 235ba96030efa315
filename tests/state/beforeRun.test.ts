import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beforeRun } from '../../src/state/mode/beforeRun.ts'
import { suggestions } from '../../src/state/mode/recordedExample.ts'
import { usualStops } from '../../src/state/mode/usualStops.ts'
import { freshDraft } from '../../src/state/run/draft.ts'
import { followNote } from '../../src/ui/lab/recordedStops.ts'
import { labOfModes } from '../fakes/labOfModes.ts'
import { type RecordingFolder, recordFake } from '../recorded/recordingFolder.ts'

const draft = { ...freshDraft, maxTokens: '6' }
const { prompt: tylenol } = suggestions.find(({ label }) => label === 'suggestion.tylenol')!
let folder: RecordingFolder

beforeAll(async () => {
  folder = await recordFake([
    { draft, pushes: usualStops },
    { draft: { ...draft, prompt: tylenol }, pushes: [-0.2, 0, 0.2] },
  ])
})
afterAll(() => folder.remove())

async function labIn(mode: 'live' | 'recorded') {
  const { lab, state } = labOfModes(folder.url)
  lab.setMode(mode)
  await lab.load()
  lab.edit(draft)
  return { lab, state }
}

describe('before the first run', () => {
  it.each(['live', 'recorded'] as const)(
    'tells of texts written earlier only where the lanes show them, %s',
    async (mode) => {
      const { state } = await labIn(mode)
      expect(beforeRun(state(), true)).toMatch(/^These texts are recordings\./)
      expect(beforeRun(state(), false)).toBe('Press Run to see the three lanes write.')
    },
  )

  it.each(['live', 'recorded'] as const)(
    'never says of an example without such texts that it is not recorded, %s',
    async (mode) => {
      const { lab, state } = await labIn(mode)
      lab.edit({ prompt: tylenol })
      expect(beforeRun(state(), true)).toBe('Press Run to see the three lanes write.')
      await lab.run()
      expect(state().run.phase).toBe('done')
    },
  )

  it('says where there is no recording, in recorded mode alone', async () => {
    const recorded = await labIn('recorded')
    recorded.lab.edit({ prompt: 'Tell me a joke.' })
    expect(beforeRun(recorded.state(), true)).toMatch(/^There is no recording of this prompt\./)
    const live = await labIn('live')
    live.lab.edit({ prompt: 'Tell me a joke.' })
    expect(beforeRun(live.state(), true)).toBe('Press Run to see the three lanes write.')
  })
})

describe('the note below the slider', () => {
  it('says in recorded mode where the slider stops', async () => {
    const { lab, state } = await labIn('recorded')
    expect(followNote(state())).toContain('from −0.30 to +0.30 in steps of 0.05')
    lab.edit({ prompt: tylenol })
    expect(followNote(state())).toContain('−0.20, 0.00, +0.20. The slider stops only there')
    lab.edit({ prompt: 'Tell me a joke.' })
    expect(followNote(state())).toContain('from −0.30 to +0.30')
  })

  it('names no stops where the model is at work', async () => {
    const { state } = await labIn('live')
    expect(followNote(state())).not.toContain('stops')
  })
})

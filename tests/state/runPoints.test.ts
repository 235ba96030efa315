import { describe, expect, it } from 'vitest'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { measuredPoint } from '../../src/state/results/measuredPoint.ts'
import { studiesIn } from '../../src/state/results/ownPoints.ts'
import { MOST_POINTS } from '../../src/state/results/runPoint.ts'
import { promptHash } from '../../src/state/results/study.ts'
import { meanReading, perplexityRatio } from '../../src/state/run/laneMeasures.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'
import { FakeEngine, type FakeOptions } from '../fakes/fakeEngine.ts'
import { loadedLab, written } from '../fakes/labWithFake.ts'
import { SharedText } from '../fakes/sharedText.ts'

const kept = (text: string | null = null) => {
  const storage = { text, read: () => storage.text, write: (next: string) => (storage.text = next) }
  return storage
}

async function labKeeping(points: TextStorage, options: FakeOptions = {}) {
  const lab = createLab(() => new FakeEngine(options).handle(), {
    ...{ request: { folder: 'fake/' }, points },
  })
  await lab.load()
  return lab
}

const seedsIn = ({ store }: Lab): number[] =>
  store.getState().ownPoints.points.map(({ point }) => point.seed)

async function runWith(lab: Lab, seed: string): Promise<void> {
  lab.edit({ seed })
  await lab.run()
}

describe('the points of a result', () => {
  it('come from finished runs, each with what was read and what it cost', async () => {
    const { lab, state } = await loadedLab()
    lab.setCoefficient(0.2)
    await lab.run()
    const [only, ...others] = state().ownPoints.points
    const [baseline, steered, random] = state().lanes
    expect(others).toEqual([])
    expect(only?.point).toMatchObject({ coefficient: 0.2, seed: 11, draw: 1, tokens: 80 })
    expect(only?.point.baseline).toBeCloseTo(meanReading(baseline!)!, 2)
    expect(only?.point.steered).toBeCloseTo(meanReading(steered!)!, 2)
    expect(only?.point.random).toBeCloseTo(meanReading(random!)!, 2)
    expect(only?.point.steeredCost).toBeCloseTo(perplexityRatio(steered!, baseline!)!, 2)
    expect(only?.study).toMatchObject({
      ...{ model: 'cccccccc', recipe: 'calm-to-desperate', direction: 'cccccccc' },
      ...{ steerBlock: 14, readBlock: 18, source: 'live' },
      prompt: promptHash('chat', 'Describe the room you are in.'),
    })
  })

  it('leave out runs in which the slider was moved, and those that were stopped', async () => {
    const { lab, state, until } = await loadedLab({ stepMs: 1 })
    const moved = lab.run()
    await until((now) => written(now, 1) >= 10)
    lab.setCoefficient(0.3)
    await moved
    expect(state().run.phase).toBe('done')
    expect(state().ownPoints.points).toEqual([])
    const stopped = lab.run()
    await until((now) => written(now, 1) >= 10)
    lab.stop()
    await stopped
    expect(state().ownPoints.points).toEqual([])
  })

  it('hold a run that is made again once, and other seeds, pushes and draws beside it', async () => {
    const { lab, state } = await loadedLab()
    for (const change of [{}, {}, { seed: '12' }, { draw: 2 }]) {
      lab.edit(change)
      await lab.run()
    }
    lab.setCoefficient(-0.1)
    await lab.run()
    expect(
      state().ownPoints.points.map(({ point }) => [point.seed, point.draw, point.coefficient]),
    ).toEqual([
      [11, 1, 0],
      [12, 1, 0],
      [12, 2, 0],
      [12, 2, -0.1],
    ])
  })

  it('are of one study only while prompt, form, blocks and sampling stay, however the seed changes', async () => {
    const { lab, state } = await loadedLab()
    const studies = async (change: object) => {
      lab.edit(change)
      await lab.run()
      return studiesIn(state().ownPoints.points).length
    }
    expect(await studies({})).toBe(1)
    expect(await studies({ seed: '5' })).toBe(1)
    expect(await studies({ prompt: ' Describe the room you are in. ' })).toBe(1)
    expect(await studies({ prompt: 'Another' })).toBe(2)
    expect(await studies({ form: 'continuation' })).toBe(3)
    expect(await studies({ readBlock: '20' })).toBe(4)
    expect(await studies({ temperature: '0.5' })).toBe(5)
    expect(await studies({ maxTokens: '20' })).toBe(6)
  })

  it('of replayed runs are another study than those of live ones', async () => {
    const { lab, state } = await loadedLab()
    await lab.run()
    const live = state()
    const model = { ...live.ran!.model, device: 'recorded' as const }
    const replayed = measuredPoint({ ...live, ran: { ...live.ran!, model } })
    expect(replayed?.study).toEqual({ ...measuredPoint(live)?.study, source: 'recorded' })
    expect(replayed?.point).toEqual(measuredPoint(live)?.point)
  })

  it('outlive the page where storage is open, bounded, and are forgotten when asked', async () => {
    const storage = kept()
    const lab = await labKeeping(storage)
    await lab.run()
    expect(lab.store.getState().ownPoints).toMatchObject({ kept: true, points: [{}] })
    const again = await labKeeping(storage)
    expect(again.store.getState().ownPoints.points).toEqual(lab.store.getState().ownPoints.points)
    const { points } = JSON.parse(storage.text!)
    const many = Array.from({ length: MOST_POINTS + 50 }, (_, seed) => ({
      ...points[0],
      point: { ...points[0].point, seed },
    }))
    storage.text = JSON.stringify({ version: 1, points: many })
    const full = await labKeeping(storage)
    await full.run()
    expect(full.store.getState().ownPoints.points).toHaveLength(MOST_POINTS)
    expect(full.store.getState().ownPoints.points.at(-1)?.point.seed).toBe(11)
    full.clearPoints()
    expect(full.store.getState().ownPoints.points).toEqual([])
    expect((await labKeeping(storage)).store.getState().ownPoints.points).toEqual([])
  })

  it('of two tabs are kept together, whoever writes, and each tab has them all', async () => {
    const shared = new SharedText()
    const [one, other] = [await labKeeping(shared.tab()), await labKeeping(shared.tab())]
    await runWith(one, '1')
    await runWith(other, '2')
    await runWith(one, '3')
    for (const lab of [one, other, await labKeeping(shared.tab())])
      expect(seedsIn(lab)).toEqual([1, 2, 3])
  })

  it('that another tab stored unheard are read before the next ones are written', async () => {
    const storage = kept() // tells nobody of what is written
    const [one, other] = [await labKeeping(storage), await labKeeping(storage)]
    await runWith(other, '2')
    await runWith(one, '1')
    expect(seedsIn(one)).toEqual([2, 1])
    expect(seedsIn(await labKeeping(storage))).toEqual([2, 1])
  })

  it('do not come back from a tab once another one, or a person, has removed them', async () => {
    const shared = new SharedText()
    const [one, other] = [await labKeeping(shared.tab()), await labKeeping(shared.tab())]
    await runWith(one, '1')
    other.clearPoints()
    expect(seedsIn(one)).toEqual([])
    await runWith(one, '2')
    expect(seedsIn(other)).toEqual([2])
    shared.remove()
    expect([seedsIn(one), seedsIn(other)]).toEqual([[], []])
    await runWith(other, '3')
    expect(seedsIn(await labKeeping(shared.tab()))).toEqual([3])
  })

  it('stay in memory where storage is refused, and the state says so', async () => {
    const closed = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    const lab = await labKeeping({ read: closed, write: closed })
    await lab.run()
    expect(lab.store.getState().ownPoints).toMatchObject({ kept: false, points: [{}] })
    expect(lab.store.getState().run.phase).toBe('done')
  })

  it.each(['', 'no JSON', '[]', '{"version":2,"points":[]}', '{"version":1,"points":7}'])(
    'are none where storage holds %j',
    async (text) => {
      const lab = await labKeeping(kept(text))
      expect(lab.store.getState().ownPoints.points).toEqual([])
    },
  )

  it('that were changed in storage are left out, the others are kept', async () => {
    const storage = kept()
    const lab = await labKeeping(storage)
    await lab.run()
    const { points } = JSON.parse(storage.text!)
    const absurd = { ...points[0], point: { ...points[0].point, steered: 1e6 } }
    storage.text = JSON.stringify({ version: 1, points: [absurd, points[0], null, 'text'] })
    expect((await labKeeping(storage)).store.getState().ownPoints.points).toEqual(points)
  })

  it('leave alone what another version of the lab has kept, and say that they are not kept', async () => {
    const storage = kept('{"version":2,"points":"of another form"}')
    const lab = await labKeeping(storage)
    expect(lab.store.getState().ownPoints.kept).toBe(false)
    await runWith(lab, '5')
    expect(seedsIn(lab)).toEqual([5])
    expect(lab.store.getState().ownPoints.kept).toBe(false)
    expect(storage.text).toContain('of another form')
  })

  it('stay when another version of the lab writes its own in another tab', async () => {
    const shared = new SharedText()
    const lab = await labKeeping(shared.tab())
    await runWith(lab, '5')
    shared.tab().write('{"version":2,"points":"of another form"}')
    expect(seedsIn(lab)).toEqual([5])
  })
})

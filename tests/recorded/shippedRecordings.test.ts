import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashOf } from '../../models/recordingFiles.ts'
import { curatedRuns, gathered, lessonRuns, type WantedRuns } from '../../models/wantedRuns.ts'
import { timedDerivation } from '../../src/recorded/recordedDerivation.ts'
import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { parseIndex, type RecordedIndex } from '../../src/recorded/recordedIndex.ts'
import { parseRecording } from '../../src/recorded/recording.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { contrast } from '../../src/state/run/deriving.ts'
import { type DirectionSet, recipes } from '../../src/steering/directionSet.ts'
import { contrastHash } from '../../src/steering/hash.ts'
import { realFolder, shippedDirections } from '../model/realModel.ts'
import { readFileUrl } from './recordingFolder.ts'

const folder = join(realFolder, 'evenkeel/recordings')
const textOf = (file: string) => readFile(join(folder, file), 'utf8')

let index: RecordedIndex
let lab: Lab

beforeAll(async () => {
  index = parseIndex(JSON.parse(await textOf('index.json')))
  lab = createLab(
    () => ({
      engine: recordedEngine(readFileUrl),
      onDeath: () => undefined,
      dispose: () => undefined,
    }),
    { request: { folder: `${pathToFileURL(realFolder).href}/` } },
  )
  lab.setMode('recorded')
  await lab.load()
  lab.store.setState({ derived: await derived() })
})

const derived = (): Promise<DirectionSet[]> =>
  Promise.all(
    index.derivations.map(async ({ file }) => {
      const events = timedDerivation(JSON.parse(await textOf(file)), file, shippedDirections())
      const last = events.at(-1)?.event
      if (last?.type !== 'derived') throw new TypeError(`${file} has no end`)
      return last.directions
    }),
  )

/** Begins a run and leaves it; says why where it could not begin. */
async function begin({ coefficient: _, ...draft }: WantedRuns['draft'], push: number) {
  lab.edit(draft)
  lab.setCoefficient(push)
  const { store } = lab
  const running = lab.run()
  const stop = store.subscribe(({ run }) => {
    if (run.phase === 'writing' || (run.phase === 'reading' && run.total > 0)) lab.stop()
  })
  await running
  stop()
  const { run, draft: now } = store.getState()
  if (now.coefficient !== push) return `the slider went to ${now.coefficient}`
  return 'sentence' in run ? run.sentence : run.phase
}

async function beginAll(wanted: readonly WantedRuns[]): Promise<string[]> {
  const faults: string[] = []
  for (const { draft, pushes } of gathered(wanted))
    for (const push of pushes) {
      const answer = await begin(draft, push)
      if (answer !== 'stopped') faults.push(`${draft.prompt} at ${push}: ${answer}`)
    }
  return faults
}

describe('the recordings that ship', () => {
  it('hold every curated prompt at every stop of the slider', async () => {
    expect(await beginAll(curatedRuns)).toEqual([])
  })

  it('hold every run that a lesson sets up', async () => {
    expect(await beginAll(lessonRuns())).toEqual([])
  }, 60_000)

  it('hold a derivation by every recipe, of the shipped texts', async () => {
    const hash = await contrastHash(contrast)
    expect(index.derivations.map(({ recipe }) => recipe).sort()).toEqual([...recipes].sort())
    expect(index.derivations.every((one) => one.contrastHash === hash)).toBe(true)
    const [again] = (await derived()).filter(({ recipe }) => recipe === 'calm-to-desperate')
    expect(again?.directions).toEqual(shippedDirections().directions)
  })

  it('are whole, and hold nothing that the index does not name', async () => {
    const named = [...index.runs, ...index.derivations]
    expect((await readdir(folder)).sort()).toEqual(
      ['index.json', ...named.map(({ file }) => file)].sort(),
    )
    for (const { file, sha256 } of named) expect(hashOf(await textOf(file)), file).toBe(sha256)
    for (const { file, pushes } of index.runs) {
      const { runs } = parseRecording(JSON.parse(await textOf(file)), file)
      expect(runs, file).toHaveLength(pushes.length)
    }
  })

  it('are of the model and the direction beside them, and no part of its files', async () => {
    const manifest: { files: Record<string, { sha256: string }> } = JSON.parse(
      await readFile(join(realFolder, 'manifest.json'), 'utf8'),
    )
    expect(index.model.about.hash).toBe(shippedDirections().passport.modelHash)
    expect(index.direction.sha256).toBe(manifest.files['evenkeel/calm-to-desperate.json']?.sha256)
    expect(Object.keys(manifest.files).filter((path) => path.includes('recordings'))).toEqual([])
  })

  it('take at most 3 MB', async () => {
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3e6)
  })
})

// Records what recorded mode replays: runs of the curated prompts and of the lessons, and derivations of the shipped
// texts, by the very lab that the page is made of. What is there already is kept; without a named part, what nobody
// wants any more goes.
//   npm run record -- [curated] [lessons] [derivations] [--fresh] [--minutes 5] [--slow 85]
// --slow records again runs whose median pass took more ms than that, for when the machine was busy with other things.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nodeRuntimes } from '../src/commands/nodeRuntime.ts'
import { diskFolder } from '../src/model/diskFolder.ts'
import { createEngine } from '../src/model/engine.ts'
import { tapeOf } from '../src/recorded/tape.ts'
import { createLab } from '../src/state/lab.ts'
import { Recorder } from './recorder.ts'
import { hashOf, RecordingFiles } from './recordingFiles.ts'
import { curatedRuns, gathered, lessonRuns } from './wantedRuns.ts'

const { values, positionals } = parseArgs({
  options: { fresh: { type: 'boolean' }, minutes: { type: 'string' }, slow: { type: 'string' } },
  allowPositionals: true,
})
const wants = (part: string) => positionals.length === 0 || positionals.includes(part)
const folder = join(import.meta.dirname, 'SmolLM2-135M-Instruct')
const shipped = 'calm-to-desperate.json'

const tape = tapeOf(createEngine(diskFolder, nodeRuntimes))
const lab = createLab(
  () => ({ engine: tape.engine, onDeath: () => undefined, dispose: () => undefined }),
  { request: { folder, device: 'wasm' } },
)
await lab.load()
const { model } = lab.store.getState()
if (model.phase !== 'ready')
  throw new Error(model.phase === 'failed' ? model.sentence : model.phase)
const direction = {
  file: shipped,
  sha256: hashOf(await readFile(join(folder, 'evenkeel', shipped))),
}
const recorder = new Recorder({
  ...{ lab, tape, model: model.model, direction },
  files: new RecordingFiles(folder),
  tell: (what) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`),
  ...(values.slow !== undefined && { slow: Number(values.slow) }),
  until: Date.now() + Number(values.minutes ?? 600) * 60_000,
})
await recorder.open(values.fresh === true)
if (wants('derivations')) await recorder.derivations()
const wanted = gathered([
  ...(wants('curated') ? curatedRuns : []),
  ...(wants('lessons') ? lessonRuns() : []),
])
await recorder.runs(wanted)
if (positionals.length === 0) await recorder.prune(wanted)
process.exit(0) // the runtime's threads would keep the process alive

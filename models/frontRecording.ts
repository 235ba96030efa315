// Makes the recording that the front page plays: one prompt under 13 pushes, each lane as the Lab writes it, and what
// eight seeds read on average. Run it after the model, the direction or the prompt have changed:
// npx tsx models/frontRecording.ts
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeRuntimes } from '../src/commands/nodeRuntime.ts'
import { median } from '../src/math/statistics.ts'
import { diskFolder } from '../src/model/diskFolder.ts'
import { createEngine } from '../src/model/engine.ts'
import { createLab, type Lab } from '../src/state/lab.ts'
import { usualStops } from '../src/state/mode/usualStops.ts'
import { LANE_NAMES, type LaneText } from '../src/state/run/lane.ts'
import { meanReading } from '../src/state/run/laneMeasures.ts'
import { MEASURED } from '../src/state/run/usableRange.ts'
import { shiftOf } from './frontShift.ts'

const folder = join(import.meta.dirname, 'SmolLM2-135M-Instruct')
const prompt = 'Describe the room you are in.'
const seeds = [11, 12, 13, 14, 15, 16, 17, 18] // the first one's texts are shown
const maxTokens = 48

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

/** Pieces and readings of a text; a massive token has no reading. */
const textOf = ({ reply }: LaneText) => ({
  pieces: reply.map(({ piece }) => piece),
  readings: reply.map(({ reading, massive }) =>
    reading === null || massive ? null : rounded(reading, 2),
  ),
})

/** Writes the lanes of one seed and push, and tells how many milliseconds a token took. */
async function write(lab: Lab, seed: number, push: number) {
  lab.edit({ prompt, seed: String(seed), maxTokens: String(maxTokens) })
  lab.setCoefficient(push)
  const times: number[] = []
  const stopListening = lab.store.subscribe(({ lanes }, before) => {
    if (lanes[0]?.reply.length !== before.lanes[0]?.reply.length) times.push(performance.now())
  })
  await lab.run()
  stopListening()
  const { run, lanes } = lab.store.getState()
  if (run.phase !== 'done') throw new Error(`seed ${seed}, push ${push}: ${run.phase}`)
  const pace = (times.at(-1)! - times[0]!) / (times.length - 1)
  const [rest, steered, random] = LANE_NAMES.map((name, lane) => {
    const read = meanReading(lanes[lane]!)
    if (read === null) throw new Error(`seed ${seed}, push ${push}: nothing was read of ${name}`)
    return read
  })
  const [own, other] = [rounded(steered! - rest!, 4), rounded(random! - rest!, 4)]
  return { lanes, pace, effect: { steered: own, random: other } }
}

const lab = createLab(
  () => ({
    engine: createEngine(diskFolder, nodeRuntimes),
    onDeath: () => undefined,
    dispose: () => undefined,
  }),
  { request: { folder, device: 'wasm' } },
)
await lab.load()
const paces: number[] = []
const made = []
let baseline: ReturnType<typeof textOf> | null = null
for (const push of usualStops) {
  const runs = []
  for (const seed of seeds) runs.push(await write(lab, seed, push))
  paces.push(...runs.map(({ pace }) => pace))
  const [shown] = runs
  baseline ??= textOf(shown!.lanes[0]!)
  const effects = {
    steered: runs.map(({ effect }) => effect.steered),
    random: runs.map(({ effect }) => effect.random),
  }
  made.push({
    push,
    steered: textOf(shown!.lanes[1]!),
    random: textOf(shown!.lanes[2]!),
    effects,
    shift: shiftOf(effects),
  })
  console.error(push, made.at(-1)?.shift)
}
const { draft, model } = lab.store.getState()
const recording = {
  model: model.phase === 'ready' ? model.model.about.name : '',
  prompt,
  seeds,
  temperature: Number(draft.temperature),
  steerBlock: Number(draft.steerBlock),
  readBlock: Number(draft.readBlock),
  msPerToken: Math.round(median(paces)),
  holds: { from: MEASURED.from, to: MEASURED.to }, // where texts hold together
  baseline,
  pushes: made,
}
await writeFile(
  join(import.meta.dirname, '../src/data/front-recording.json'),
  `${JSON.stringify(recording)}\n`,
)
process.exit(0)

import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import { inBytes } from '../../state/numberText.ts'
import type { LoadedModel, Recorded } from '../../steering/labEngine.ts'
import type { ModelDescription } from '../../steering/steerableModel.ts'

/** What is loaded, on what device, how fast; of recordings, where and when they were made. */
export function ModelFacts({ model }: { model: LoadedModel }) {
  const { about, recorded } = model
  const rows: [string, string][] = [
    [say('models.fact.name'), about.name],
    [
      say('models.fact.weights'),
      say('models.weights', { file: about.dtype, weights: about.weights }),
    ],
    [say('models.fact.device'), recorded ? recordedOn(about, recorded) : deviceOf(about)],
    [
      say('models.fact.size'),
      say('models.size', {
        ...{ blocks: about.nLayers, width: about.dModel, words: number(about.vocabSize) },
      }),
    ],
    [say('models.fact.context'), say('models.context', { count: number(about.contextLength) })],
    [say('models.fact.speed'), speedOf(model)],
    [say('models.fact.memory'), memoryOf(model)],
    ...(recorded ? [recordings(recorded)] : []),
  ]
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{say('models.fact.files')}</dt>
        <dd>
          <code className="hash">{about.hash}</code>
        </dd>
      </div>
    </dl>
  )
}

const deviceOf = ({ device, threads }: ModelDescription): string =>
  device === 'webgpu' ? 'WebGPU' : say('models.cpu', { threads })

function recordedOn({ threads }: ModelDescription, { device, days }: Recorded): string {
  const name = device === 'webgpu' ? 'WebGPU' : say('models.recordedCpu')
  const { first, last } = days ?? { first: '–', last: '–' }
  const span = first === last ? 'one' : 'several'
  return say('models.recordedOn', { span, first, last, device: name, threads })
}

function speedOf({ tokensPerSecond, recorded }: LoadedModel): string {
  if (tokensPerSecond === null) return say('models.notMeasured')
  const speed = number(tokensPerSecond, 1)
  return say(recorded ? 'models.recordedSpeed' : 'models.speed', { speed })
}

function memoryOf({ memoryBytes, recorded }: LoadedModel): string {
  if (recorded) return say('models.recordedMemory')
  if (memoryBytes === null) return say('models.notMeasured')
  return say('models.memory', { size: inBytes(memoryBytes) })
}

function recordings({ runs, recipes }: Recorded): [string, string] {
  const prompts = new Set(runs.map(({ source }) => JSON.stringify(source))).size
  const count = runs.reduce((sum, { pushes }) => sum + pushes.length, 0)
  return [
    say('models.recordings'),
    say('models.recordingsAre', { runs: count, prompts, recipes: recipes.length }),
  ]
}

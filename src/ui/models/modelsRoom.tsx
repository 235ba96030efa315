import './models.css'
import { say } from '../../language/say.ts'
import { lastModel } from '../../state/modelPhase.ts'
import { inBytes } from '../../state/numberText.ts'
import type { LoadedModel } from '../../steering/labEngine.ts'
import { useLab, useLabState } from '../labContext.ts'
import { FidelityTable } from './fidelityTable.tsx'

/** What is loaded, on what device, how faithful and how fast. */
export function ModelsRoom() {
  const lab = useLab()
  const model = useLabState((state) => state.model)
  const loaded = lastModel(model)
  return (
    <div className="models">
      <title>{`${say('room.models')} · Evenkeel`}</title>
      <h1 className="hidden">{say('room.models')}</h1>
      <section className="card" aria-label="Loaded model">
        <h2>{model.phase === 'lost' ? 'Loaded until it was lost' : 'Loaded model'}</h2>
        {loaded ? (
          <>
            <ModelFacts model={loaded} />
            {model.phase === 'ready' && (
              <button type="button" onClick={() => void lab.load()}>
                Load again
              </button>
            )}
          </>
        ) : (
          <p className="empty">
            {model.phase === 'loading'
              ? 'The model is loading. Its device, checks and speed appear here.'
              : 'No model is loaded. Load it to see its device, checks and speed here.'}
          </p>
        )}
        {model.phase === 'idle' && (
          <button type="button" className="primary" onClick={() => void lab.load()}>
            Load the bundled model
          </button>
        )}
      </section>
      <section className="card" aria-label="Checks on this device">
        <h2>Checks on this device</h2>
        {loaded ? (
          <FidelityTable fidelity={loaded.fidelity} />
        ) : (
          <p className="empty">The lab tests itself when a model is loaded.</p>
        )}
      </section>
      <Notes />
      <section className="card" aria-label="Other models">
        <h2>Other models</h2>
        <p className="soft">
          Models from the hub and from disk, storage and a longer self-test will be here. For now
          the page offers the bundled model. A folder that this site serves beside it can be loaded
          from the console, with <code>evenkeel.load</code>, and from the command line.
        </p>
      </section>
    </div>
  )
}

function ModelFacts({ model }: { model: LoadedModel }) {
  const { about, tokensPerSecond, memoryBytes } = model
  const rows: [string, string][] = [
    ['Name', about.name],
    ['Weights', `${about.dtype} in the file, ${about.weights} at run time`],
    [
      'Device',
      about.device === 'webgpu' ? 'WebGPU' : `CPU (WebAssembly), threads: ${about.threads}`,
    ],
    [
      'Size',
      `${about.nLayers} blocks, ${about.dModel} wide, ${about.vocabSize.toLocaleString('en')} tokens`,
    ],
    ['Context', `${about.contextLength.toLocaleString('en')} tokens`],
    [
      'Speed',
      tokensPerSecond === null
        ? 'not measured here'
        : `${tokensPerSecond.toFixed(1)} tokens a second, one lane, just after loading`,
    ],
    [
      'Memory',
      memoryBytes === null
        ? 'not measured here'
        : `${inBytes(memoryBytes)} in the runtime at its peak, and the files`,
    ],
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
        <dt>Files</dt>
        <dd>
          <code className="hash">{about.hash}</code>
        </dd>
      </div>
    </dl>
  )
}

function Notes() {
  const notes = useLabState((state) => state.notes)
  const loaded = useLabState((state) => lastModel(state.model) !== null)
  return (
    <section className="card" aria-label="Notes">
      <h2>Notes from loading</h2>
      {notes.length === 0 ? (
        <p className="empty">
          {loaded
            ? 'The first choice of device and weights was taken.'
            : 'What is decided while a model loads is told here.'}
        </p>
      ) : (
        <ul>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

import './models.css'
import { say, sayWith } from '../../language/say.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { ModeSwitch } from '../modeSwitch.tsx'
import { RoomHeading } from '../roomHeading.tsx'
import { FidelityTable } from './fidelityTable.tsx'
import { ModelFacts } from './modelFacts.tsx'
import { StorageCard } from './storageCard.tsx'

/** What is loaded, on what device, how faithful and how fast. */
export function ModelsRoom() {
  const lab = useLab()
  const model = useLabState((state) => state.model)
  const loaded = lastModel(model)
  return (
    <div className="models">
      <title>{`${say('room.models')} · ${say('brand')}`}</title>
      <RoomHeading room="models" />
      <section className="card" aria-label={say('models.loaded')}>
        <div className="withHelp">
          <h2>{say(model.phase === 'lost' ? 'models.lost' : 'models.loaded')}</h2>
          <Help about="load" />
        </div>
        <ModeSwitch />
        {loaded ? (
          <>
            <ModelFacts model={loaded} />
            {model.phase === 'ready' && (
              <button type="button" onClick={() => void lab.load()}>
                {say('models.loadAgain')}
              </button>
            )}
          </>
        ) : (
          <p className="empty">
            {say(model.phase === 'loading' ? 'models.loading' : 'models.none')}
          </p>
        )}
        {model.phase === 'idle' && (
          <button type="button" className="primary" onClick={() => void lab.load()}>
            {say('models.loadBundled')}
          </button>
        )}
      </section>
      <section className="card" aria-label={say('models.checks')}>
        <div className="withHelp">
          <h2>{say(loaded?.recorded ? 'models.checksRecorded' : 'models.checks')}</h2>
          <Help about="fidelity" />
        </div>
        {loaded ? (
          <FidelityTable fidelity={loaded.fidelity} recorded={loaded.recorded !== undefined} />
        ) : (
          <p className="empty">{say('models.checks.none')}</p>
        )}
      </section>
      <Notes />
      <StorageCard />
      <section className="card" aria-label={say('models.other')}>
        <h2>{say('models.other')}</h2>
        <p className="soft">
          {sayWith<React.JSX.Element>('models.other.note', {
            code: (words) => <code key="code">{words}</code>,
          })}
        </p>
      </section>
    </div>
  )
}

function Notes() {
  const notes = useLabState((state) => state.notes)
  const loaded = useLabState((state) => lastModel(state.model) !== null)
  const recorded = useLabState((state) => lastModel(state.model)?.recorded !== undefined)
  return (
    <section className="card" aria-label={say('models.notes')}>
      <h2>{say('models.notes.title')}</h2>
      {notes.length === 0 ? (
        <p className="empty">
          {say(`models.notes.${recorded ? 'recorded' : loaded ? 'firstChoice' : 'none'}`)}
        </p>
      ) : (
        <ul lang="en">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

import './experiments.css'
import { catalog } from '../../experiments/catalog.ts'
import { say } from '../../language/say.ts'
import { useLabState } from '../labContext.ts'
import { usePlaceInRoom } from '../route.ts'
import { ExperimentPage } from './experimentPage.tsx'

/** The experiments of the paper in miniature: a list, and the one that is chosen. */
export function ExperimentsRoom() {
  const place = usePlaceInRoom()
  const chosen = catalog.find(({ name }) => name === place) ?? catalog[0]!
  return (
    <div className="experiments">
      <title>{`${place === '' ? say('room.experiments') : chosen.title} · ${say('brand')}`}</title>
      <div className="side">
        <section className="card">
          <h1>{say('room.experiments')}</h1>
          <p className="note">{say('experiments.intro')}</p>
          <nav aria-label={say('experiments.list')}>
            <ul className="experimentList">
              {catalog.map(({ name, title }) => (
                <li key={name}>
                  <a
                    href={`#/experiments/${name}`}
                    aria-current={name === chosen.name ? 'page' : undefined}
                  >
                    <span lang="en">{title}</span>
                    <Standing name={name} />
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </section>
      </div>
      <ExperimentPage key={chosen.name} experiment={chosen} />
    </div>
  )
}

/** Where an experiment stands in this browser, in a word. */
function Standing({ name }: { name: (typeof catalog)[number]['name'] }) {
  const run = useLabState((state) => state.experiments[name].run)
  switch (run.phase) {
    case 'running':
    case 'pausing':
      return (
        <small className="soft">
          {' '}
          {say('experiments.of', { done: run.done, total: run.total })}
        </small>
      )
    case 'paused':
    case 'failed':
      return <small className="soft"> {say('experiments.paused')}</small>
    case 'playing':
      return (
        <small className="soft">
          {' '}
          {say('experiments.of', { done: run.done, total: run.total })}
        </small>
      )
    case 'played':
      return <small className="soft"> {say('experiments.playedShort')}</small>
    case 'done':
      return <small className="soft"> {say('experiments.runHere')}</small>
    case 'idle':
    case 'starting':
    case 'analyzing':
    case 'refused':
      return null
  }
}

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
      <title>{`${place === '' ? say('room.experiments') : chosen.title} · Evenkeel`}</title>
      <div className="side">
        <section className="card">
          <h1>{say('room.experiments')}</h1>
          <p className="note">
            The claims of “Emotion Concepts and their Function in a Large Language Model” (2026), in
            miniature, on the model in this tab. Each verdict follows a rule that was fixed
            beforehand; what is not shown is said as plainly as what is.
          </p>
          <nav aria-label="Experiments">
            <ul className="experimentList">
              {catalog.map(({ name, title }) => (
                <li key={name}>
                  <a
                    href={`#/experiments/${name}`}
                    aria-current={name === chosen.name ? 'page' : undefined}
                  >
                    {title}
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
          {run.done} of {run.total}
        </small>
      )
    case 'paused':
    case 'failed':
      return <small className="soft"> paused</small>
    case 'done':
      return <small className="soft"> run here</small>
    case 'idle':
    case 'starting':
    case 'analyzing':
    case 'refused':
      return null
  }
}

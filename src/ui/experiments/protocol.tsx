import type { Experiment } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import { say } from '../../language/say.ts'
import { directionName } from '../../state/run/directionChoice.ts'

/** How it is measured, what stands beside it, and the rules that decide, as they were before anything was measured. */
export function Protocol({
  experiment: { protocol, controls, claims },
  result,
}: {
  experiment: Experiment
  result: ExperimentResult | null
}) {
  return (
    <section className="card protocol" aria-label={say('experiments.protocol')}>
      <h2>{say('experiments.protocol.title')}</h2>
      <ul lang="en">
        {protocol.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h2>{say('experiments.protocol.controls')}</h2>
      <ul lang="en">
        {controls.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details>
        <summary>{say('experiments.protocol.rules')}</summary>
        <dl className="rules" lang="en">
          {claims.map(({ name, says, rule }) => (
            <div key={name}>
              <dt>{says}</dt>
              <dd className="note">{rule}</dd>
            </div>
          ))}
        </dl>
      </details>
      {result && (
        <details>
          <summary>{say('experiments.source')}</summary>
          <dl className="facts">
            <dt>{say('experiments.source.model')}</dt>
            <dd>
              {say('experiments.source.modelIs', {
                name: result.model.name,
                file: result.model.dtype,
                weights: result.model.weights,
              })}
            </dd>
            <dt>{say('experiments.source.device')}</dt>
            <dd>
              {say('experiments.source.deviceIs', {
                device: result.model.device,
                threads: result.model.threads,
              })}
            </dd>
            <dt>{say('experiments.source.direction')}</dt>
            <dd>
              {say('experiments.source.directionIs', {
                name: directionName(result.passport),
                recipe: result.passport.recipe,
              })}
            </dd>
            <dt>{say('experiments.source.blocks')}</dt>
            <dd>{say('experiments.source.blocksAre', { ...result.blocks })}</dd>
            <dt>{say('experiments.source.seeds')}</dt>
            <dd>
              {Object.entries(result.seeds)
                .map(([name, seed]) => `${name} ${seed}`)
                .join(', ')}
            </dd>
            <dt>{say('experiments.source.texts')}</dt>
            <dd>{say('experiments.source.textsAre', { texts: result.textsAre })}</dd>
            <dt>{say('experiments.source.code')}</dt>
            <dd>
              {say('brand')} {result.code}
            </dd>
          </dl>
        </details>
      )}
    </section>
  )
}

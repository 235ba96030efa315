import type { Experiment } from '../../experiments/experiment.ts'
import type { ExperimentResult } from '../../experiments/result.ts'

/** How it is measured, what stands beside it, and the rules that decide, as they were before anything was measured. */
export function Protocol({
  experiment: { protocol, controls, claims },
  result,
}: {
  experiment: Experiment
  result: ExperimentResult | null
}) {
  return (
    <section className="card protocol" aria-label="Protocol">
      <h2>How it is measured</h2>
      <ul>
        {protocol.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h2>Controls</h2>
      <ul>
        {controls.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details>
        <summary>The rules, fixed beforehand</summary>
        <dl className="rules">
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
          <summary>Where the numbers come from</summary>
          <dl className="facts">
            <dt>Model</dt>
            <dd>
              {result.model.name}, {result.model.dtype}, computed as {result.model.weights}
            </dd>
            <dt>Device</dt>
            <dd>
              {result.model.device === 'wasm' ? 'CPU' : 'graphics card'}, {result.model.threads}{' '}
              {result.model.threads === 1 ? 'thread' : 'threads'}
            </dd>
            <dt>Direction</dt>
            <dd>
              {result.passport.name}, recipe {result.passport.recipe}
            </dd>
            <dt>Blocks</dt>
            <dd>
              steered {result.blocks.steer}, read {result.blocks.read}, before the reply{' '}
              {result.blocks.reply}
            </dd>
            <dt>Seeds</dt>
            <dd>
              {Object.entries(result.seeds)
                .map(([name, seed]) => `${name} ${seed}`)
                .join(', ')}
            </dd>
            <dt>Texts</dt>
            <dd>{result.textsAre}</dd>
            <dt>Code</dt>
            <dd>Evenkeel {result.code}</dd>
          </dl>
        </details>
      )}
    </section>
  )
}

import { useLab, useLabState } from './labContext.ts'

/** What happened to the model when it did not load or is gone, what was kept, and the way back. */
export function ModelTrouble() {
  const lab = useLab()
  const model = useLabState((state) => state.model)
  if (model.phase !== 'failed' && model.phase !== 'lost') return null
  const lost = model.phase === 'lost'
  return (
    <div className="trouble" role="alert">
      <div>
        <p>
          <strong>{lost ? 'The model is gone.' : 'The model did not load.'}</strong>{' '}
          {model.sentence}
        </p>
        <p className="soft">
          {lost
            ? 'The prompt, the settings and the texts in the lanes are still here.'
            : 'The prompt and the settings are kept, and the recorded texts can be read.'}
        </p>
      </div>
      <div className="waysOn">
        <button type="button" className="primary" onClick={() => void lab.load()}>
          {lost ? 'Load again' : 'Try again'}
        </button>
        {model.phase === 'failed' && !model.isFirst && (
          <button type="button" onClick={() => void lab.loadFirst()}>
            Load the bundled model
          </button>
        )}
      </div>
    </div>
  )
}

import { say } from '../language/say.ts'
import { isRecorded } from '../state/mode/recordedMode.ts'
import { useLab, useLabState } from './labContext.ts'

/** What happened to the model when it did not load or is gone, what was kept, and the way back. */
export function ModelTrouble() {
  const lab = useLab()
  const model = useLabState((state) => state.model)
  const recorded = useLabState(isRecorded)
  if (model.phase !== 'failed' && model.phase !== 'lost') return null
  const lost = model.phase === 'lost'
  return (
    <div className="trouble" role="alert">
      <div>
        <p>
          <strong>
            {say(lost ? 'trouble.lost' : recorded ? 'trouble.failedRecorded' : 'trouble.failed')}
          </strong>{' '}
          {model.sentence}
        </p>
        <p className="soft">{say(lost ? 'trouble.keptLost' : 'trouble.keptFailed')}</p>
      </div>
      <div className="waysOn">
        <button type="button" className="primary" onClick={() => void lab.load()}>
          {say(lost ? 'trouble.loadAgain' : 'trouble.tryAgain')}
        </button>
        {model.phase === 'failed' && !model.isFirst && (
          <button type="button" onClick={() => void lab.loadFirst()}>
            {say('trouble.loadBundled')}
          </button>
        )}
      </div>
    </div>
  )
}

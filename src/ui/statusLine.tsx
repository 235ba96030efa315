import { say } from '../language/say.ts'
import { loadDetail, modelFacts, statusMessage, statusTone } from '../state/labStatus.ts'
import { isRecorded } from '../state/mode/recordedMode.ts'
import { useLabState } from './labContext.ts'

/** The one status of the page: a short message, then what is loaded. Loading shows as a bar below. */
export function StatusLine() {
  const message = useLabState(statusMessage)
  const detail = useLabState(loadDetail)
  const tone = useLabState(statusTone)
  const model = useLabState((state) => state.model)
  const recorded = useLabState(isRecorded)
  const share = model.phase === 'loading' && model.total > 0 ? model.done / model.total : undefined
  return (
    <div className="status">
      <p role="status" aria-atomic="false">
        <i className={`dot ${tone}`} aria-hidden="true" />
        <span className="message">{message}</span>
        {recorded && (
          <>
            {' '}
            <span className="badge">{say('mode.badge')}</span>
          </>
        )}
        {model.phase === 'ready' && (
          <span className="modelFacts"> · {modelFacts(model.model)}</span>
        )}
      </p>
      {detail && <span className="detail">{detail}</span>}
      {model.phase === 'loading' && (
        <progress
          aria-label={say('status.progress')}
          max={1}
          {...(share === undefined ? {} : { value: share })}
        />
      )}
    </div>
  )
}

import { LANE_NAMES, type LaneText } from '../../state/lane.ts'
import { type LaneAlarm, laneAlarms } from '../../state/laneAlarms.ts'
import { coefficientsOf } from '../../state/laneMeasures.ts'
import { signed } from '../../state/numberText.ts'
import { type RecordedExample, recordedExample } from '../../state/recordedExample.ts'
import { pushLabel } from '../../state/runSentence.ts'
import { lanesThreshold, numberOf } from '../../state/watchThreshold.ts'
import { useLab, useLabState } from '../labContext.ts'
import { LaneFoot } from './laneFoot.tsx'
import { LaneWatch } from './laneWatch.tsx'
import { TokenText } from './tokenText.tsx'

/** One text that the model writes, with what was added to it and what that cost. */
export function LanePanel({ index }: { index: number }) {
  const lane = useLabState((state) => state.lanes[index])
  const prompt = useLabState((state) => state.draft.prompt)
  const coefficient = useLabState((state) => state.draft.coefficient)
  const threshold = useLabState((state) => numberOf(lanesThreshold(state)))
  if (!lane) return null
  const alarms = threshold === null ? [] : laneAlarms(lane, threshold)
  const recorded = lane.phase === 'idle' ? recordedExample(prompt, coefficient) : null
  const push = recorded
    ? recorded.coefficients[lane.name]
    : (lane.reply.at(-1) ?? lane.prompt[0])?.coefficient
  const tint = lane.name !== 'Steered' || !push ? '' : push < 0 ? 'calm' : 'desperate'
  return (
    <section className={`lane ${tint}`} aria-label={lane.name} data-phase={lane.phase}>
      <header>
        <h2>{lane.name}</h2>
        <p>
          {recorded && <span className="badge">recorded</span>}{' '}
          <Caption lane={lane} recorded={recorded} />
        </p>
      </header>
      <div className="text">
        {recorded ? (
          <p className="recordedText">{recorded.texts[lane.name]}</p>
        ) : (
          <LaneBody lane={lane} alarms={alarms} />
        )}
      </div>
      {threshold !== null && !recorded && (
        <LaneWatch lane={lane} alarms={alarms} threshold={threshold} />
      )}
      {recorded ? (
        <footer>
          <span title="Its seed was drawn by another generator: a run here writes other texts.">
            written earlier by this model, in another program
          </span>
        </footer>
      ) : (
        <LaneFoot index={index} />
      )}
    </section>
  )
}

function LaneBody({ lane, alarms }: { lane: LaneText; alarms: readonly LaneAlarm[] }) {
  if (lane.reply.length > 0)
    return (
      <TokenText
        tokens={lane.reply}
        label={`${lane.name}, token by token`}
        writing={lane.phase === 'running'}
        alarms={alarms.map(({ token }) => token)}
      />
    )
  if (lane.phase === 'running') return <p className="empty">Reading the prompt…</p>
  if (lane.phase === 'failed') return <p className="empty">Nothing was written. Run again.</p>
  if (lane.phase === 'done')
    return <p className="empty">Stopped before the first word. Run again.</p>
  return <p className="empty">No text yet. Press Run to let the model write here.</p>
}

function Caption({ lane, recorded }: { lane: LaneText; recorded: RecordedExample | null }) {
  if (lane.name === LANE_NAMES[0]) return <>nothing added</>
  const pushed = coefficientsOf([...lane.prompt, ...lane.reply]).some((push) => push !== 0)
  const push = recorded ? signed(recorded.coefficients[lane.name], 2) : pushLabel(lane)
  if (lane.name === LANE_NAMES[1]) return <>{push}</>
  return (
    <>
      {recorded ? push : pushed ? 'same size, ' : ''}
      {!recorded && <Draw />}
    </>
  )
}

/** Which random direction, and another one for the next run. */
function Draw() {
  const lab = useLab()
  const draw = useLabState((state) => state.draft.draw)
  const ran = useLabState((state) => state.ran?.draw ?? state.draft.draw)
  return (
    <>
      draw {ran}
      <button
        type="button"
        className="quiet redraw"
        aria-label={`Draw another random direction${draw === ran ? '' : `, next is draw ${draw}`}`}
        title="Another random direction, from the next Run on"
        onClick={() => lab.edit({ draw: draw + 1 })}
      >
        {draw === ran ? '↻' : `↻ next: ${draw}`}
      </button>
    </>
  )
}

import { say } from '../../language/say.ts'
import { type RecordedExample, recordedExample } from '../../state/mode/recordedExample.ts'
import { ranRecorded } from '../../state/mode/recordedMode.ts'
import { signed } from '../../state/numberText.ts'
import { LANE_NAMES, type LaneName, type LaneText, laneLabel } from '../../state/run/lane.ts'
import { coefficientsOf } from '../../state/run/laneMeasures.ts'
import { pushLabel } from '../../state/run/runSentence.ts'
import { type LaneAlarm, laneAlarms } from '../../state/watch/laneAlarms.ts'
import { lanesThreshold, numberOf } from '../../state/watch/watchThreshold.ts'
import { coveredWords, shownLanes } from '../../state/wordFilter/shownLane.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { Term } from '../help/term.tsx'
import type { TermName } from '../help/terms.ts'
import { useLab, useLabState } from '../labContext.ts'
import { CoveredNote } from './coveredNote.tsx'
import { STEERED_ID, ToSlider } from './labParts.tsx'
import { LaneFoot } from './laneFoot.tsx'
import { LaneWatch } from './laneWatch.tsx'
import { RecordedText } from './recordedText.tsx'
import { TokenText } from './tokenText.tsx'

/** The word that explains what a lane is. */
const termOf: Record<LaneName, TermName> = {
  Baseline: 'baseline',
  Steered: 'steering',
  'Random direction': 'random',
}

/** One text that the model writes, with what was added to it and what that cost. */
export function LanePanel({ index, examples }: { index: number; examples: boolean }) {
  const lane = useLabState((state) => shownLanes(state)[index])
  const prompt = useLabState((state) => state.draft.prompt)
  const coefficient = useLabState((state) => state.draft.coefficient)
  const threshold = useLabState((state) => numberOf(lanesThreshold(state)))
  const fromRecording = useLabState(ranRecorded)
  if (!lane) return null
  const alarms = threshold === null ? [] : laneAlarms(lane, threshold)
  const recorded = examples && lane.phase === 'idle' ? recordedExample(prompt, coefficient) : null
  const replayed = fromRecording && lane.phase !== 'idle'
  const push = recorded
    ? recorded.coefficients[lane.name]
    : (lane.reply.at(-1) ?? lane.prompt[0])?.coefficient
  const moved = lane.name === 'Steered' // by the slider
  const tint = !moved || !push ? '' : push < 0 ? 'calm' : 'desperate'
  return (
    <section
      className={`lane ${tint}`}
      id={moved ? STEERED_ID : undefined}
      tabIndex={moved ? -1 : undefined}
      aria-label={laneLabel(lane.name)}
      data-phase={lane.phase}
    >
      <header>
        <h2>
          <Term name={termOf[lane.name]}>{laneLabel(lane.name)}</Term>
        </h2>
        <p>
          {(recorded || replayed) && <span className="badge">{say('lab.lane.recorded')}</span>}{' '}
          <Caption lane={lane} recorded={recorded} />
        </p>
      </header>
      {moved && <ToSlider />}
      <div className="text">
        {recorded ? (
          <RecordedText text={recorded.texts[lane.name]} />
        ) : (
          <LaneBody lane={lane} alarms={alarms} />
        )}
      </div>
      {!recorded && <CoveredNote words={coveredWords(lane)} />}
      {threshold !== null && !recorded && (
        <LaneWatch lane={lane} alarms={alarms} threshold={threshold} />
      )}
      {recorded ? (
        <footer>
          <span title={say('lab.lane.recordedSeed')}>{say('lab.lane.recordedBy')}</span>
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
        label={say('lab.lane.tokens', { lane: laneLabel(lane.name) })}
        writing={lane.phase === 'running'}
        alarms={alarms.map(({ token }) => token)}
      />
    )
  if (lane.phase === 'running') return <p className="empty">{say('lab.lane.reading')}</p>
  if (lane.phase === 'failed') return <p className="empty">{say('lab.lane.failed')}</p>
  return (
    <p className="empty">{say(lane.phase === 'done' ? 'lab.lane.stopped' : 'lab.lane.empty')}</p>
  )
}

function Caption({ lane, recorded }: { lane: LaneText; recorded: RecordedExample | null }) {
  if (lane.name === LANE_NAMES[0]) return say('lab.lane.nothingAdded')
  const pushed = coefficientsOf([...lane.prompt, ...lane.reply]).some((push) => push !== 0)
  const push = recorded ? signed(recorded.coefficients[lane.name], 2) : pushLabel(lane)
  if (lane.name === LANE_NAMES[1]) return push
  return recorded ? push : <Draw pushed={pushed} />
}

/** Which random direction, and another one for the next run. */
function Draw({ pushed }: { pushed: boolean }) {
  const lab = useLab()
  const draw = useLabState((state) => state.draft.draw)
  const ran = useLabState((state) => state.ran?.draw ?? state.draft.draw)
  const control = useControl('draw')
  if (control === 'hidden')
    return say(pushed ? 'lab.lane.sameSizeDraw' : 'lab.lane.draw', { draw: ran })
  return (
    <>
      {say(pushed ? 'lab.lane.sameSizeDraw' : 'lab.lane.draw', { draw: ran })}
      <button
        type="button"
        className="quiet redraw"
        aria-label={say(draw === ran ? 'lab.lane.redraw' : 'lab.lane.redrawNext', { draw })}
        title={say('lab.lane.redrawTitle')}
        {...keptProps(control, 'draw-lock')}
        onClick={() => lab.edit({ draw: draw + 1 })}
      >
        {draw === ran ? '↻' : `↻ ${say('lab.lane.next', { draw })}`}
      </button>
      <LockSign control="draw" id="draw-lock" />
      <Help about="draw" />
    </>
  )
}

import './lab.css'
import './lanes.css'
import { say } from '../../language/say.ts'
import { LANE_NAMES } from '../../state/lane.ts'
import { CareNote } from './careNote.tsx'
import { LanePanel } from './lanePanel.tsx'
import { PromptCard } from './promptCard.tsx'
import { PromptTokens } from './promptTokens.tsx'
import { RunSummary } from './runSummary.tsx'
import { SamplingSettings } from './samplingSettings.tsx'
import { SteerCard } from './steerCard.tsx'
import { Trace } from './trace.tsx'
import { WatchCard } from './watchCard.tsx'
import { WatchLog } from './watchLog.tsx'

/** Prompt and push on the left, what the model writes on the right. */
export function LabRoom() {
  return (
    <div className="lab">
      <title>{`${say('room.lab')} · Evenkeel`}</title>
      <h1 className="hidden">{say('room.lab')}</h1>
      <div className="side">
        <PromptCard />
        <SteerCard />
        <WatchCard />
        <SamplingSettings />
      </div>
      <div className="findings">
        <div className="lanes">
          {LANE_NAMES.map((name, index) => (
            <LanePanel key={name} index={index} />
          ))}
        </div>
        <RunSummary />
        <Trace />
        <WatchLog />
        <PromptTokens />
        <CareNote />
      </div>
    </div>
  )
}

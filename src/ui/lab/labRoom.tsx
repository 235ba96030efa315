import './lab.css'
import './lanes.css'
import { say } from '../../language/say.ts'
import { LANE_NAMES } from '../../state/run/lane.ts'
import { ModeSwitch } from '../modeSwitch.tsx'
import { MyResults } from '../results/myResults.tsx'
import { RoomHeading } from '../roomHeading.tsx'
import { CareNote } from './careNote.tsx'
import { LANES_ID } from './labParts.tsx'
import { LanePanel } from './lanePanel.tsx'
import { PromptCard } from './promptCard.tsx'
import { PromptTokens } from './promptTokens.tsx'
import { RunSummary } from './runSummary.tsx'
import { SamplingSettings } from './samplingSettings.tsx'
import { SteerCard } from './steerCard.tsx'
import { Trace } from './trace.tsx'
import { WatchCard } from './watchCard.tsx'
import { WatchLog } from './watchLog.tsx'

/** Prompt and push on the left, what the model writes on the right; with `examples`, texts of earlier until it does. */
export function LabRoom({ examples = true }: { examples?: boolean }) {
  return (
    <div className="lab">
      <title>{`${say('room.lab')} · ${say('brand')}`}</title>
      <RoomHeading room="lab" />
      <div className="side">
        <ModeSwitch brief />
        <PromptCard />
        <SteerCard />
        <WatchCard />
        <SamplingSettings />
      </div>
      <div className="findings">
        <div className="lanes" id={LANES_ID}>
          {LANE_NAMES.map((name, index) => (
            <LanePanel key={name} index={index} examples={examples} />
          ))}
        </div>
        <RunSummary examples={examples} />
        <Trace />
        <WatchLog />
        <MyResults />
        <PromptTokens />
        <CareNote />
      </div>
    </div>
  )
}

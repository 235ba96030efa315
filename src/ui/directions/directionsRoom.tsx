import './directions.css'
import { say } from '../../language/say.ts'
import { lastModel } from '../../state/model/modelPhase.ts'
import { useLabState } from '../labContext.ts'
import { RoomHeading } from '../roomHeading.tsx'
import { Comparison } from './comparison.tsx'
import { ContrastTexts } from './contrastTexts.tsx'
import { DeriveCard } from './deriveCard.tsx'
import { PassportCard } from './passportCard.tsx'

/** What a direction is made of, making one again, and how near it comes to the shipped one. */
export function DirectionsRoom() {
  const shipped = useLabState((state) => lastModel(state.model)?.direction ?? null)
  return (
    <div className="directions">
      <title>{`${say('room.directions')} · ${say('brand')}`}</title>
      <RoomHeading room="directions" />
      <div className="side">
        <ContrastTexts />
        <DeriveCard />
      </div>
      <div className="findings">
        <Comparison shipped={shipped} />
        <PassportCard shipped={shipped} />
      </div>
    </div>
  )
}

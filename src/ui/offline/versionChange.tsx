import './versionChange.css'
import { useState } from 'react'
import { say } from '../../language/say.ts'
import type { UpdatePhase } from '../../state/device/offlineApp.ts'
import type { TabWork } from '../../state/device/tabWork.ts'
import { useOffline } from '../offlineContext.ts'

type Told = Exclude<UpdatePhase, 'none'>

const sentences = {
  waiting: 'offline.update.waiting',
  taking: 'offline.update.taking',
  older: 'offline.update.older',
  stuck: 'offline.update.stuck',
  unrepaired: 'offline.update.unrepaired',
} as const satisfies Record<Told, string>

const wayOn = {
  waiting: 'offline.update.use',
  older: 'offline.update.load',
  stuck: 'offline.repair',
  unrepaired: 'offline.repair.again',
} as const satisfies Record<Exclude<Told, 'taking'>, string>

/** What would be ended, here and in other tabs, before a person says yes to it. */
interface Question {
  here: TabWork | null
  elsewhere: readonly TabWork[]
}

/** Another version of the app is there, or does not come: what that means and the way on. */
export function VersionChange({ update }: { update: Told }) {
  const offline = useOffline()
  const [question, setQuestion] = useState<Question | null>(null)

  async function goOn(): Promise<void> {
    if (update === 'stuck' || update === 'unrepaired') return offline.repair()
    const here = offline.store.getState().work
    const elsewhere = update === 'waiting' ? await offline.workElsewhere() : []
    if (here === null && elsewhere.length === 0) offline.takeUpdate()
    else setQuestion({ here, elsewhere })
  }

  if (question)
    return (
      <section className="versionNote" aria-label={say('offline.update')}>
        <div>
          {question.here && <p>{say(`offline.here.${question.here}`)}</p>}
          {question.elsewhere.length > 0 && <p>{say('offline.elsewhere')}</p>}
          <p className="soft">{say('offline.kept')}</p>
        </div>
        <div className="waysOn">
          <button type="button" className="primary" onClick={() => offline.takeUpdate()}>
            {say('offline.update.useAnyway')}
          </button>
          <button type="button" onClick={() => setQuestion(null)}>
            {say('offline.update.notNow')}
          </button>
        </div>
      </section>
    )
  return (
    <section className="versionNote" aria-label={say('offline.update')}>
      <p>{say(sentences[update])}</p>
      {update !== 'taking' && (
        <div className="waysOn">
          <button type="button" className="primary" onClick={() => void goOn()}>
            {say(wayOn[update])}
          </button>
          {update !== 'older' && (
            <button type="button" onClick={() => offline.putOff()}>
              {say('offline.update.later')}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

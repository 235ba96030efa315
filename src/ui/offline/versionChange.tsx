import './versionChange.css'
import { useState } from 'react'
import { say } from '../../language/say.ts'
import type { UpdatePhase } from '../../state/device/offlineApp.ts'
import type { TabWork } from '../../state/device/tabWork.ts'
import { useOffline } from '../offlineContext.ts'
import { lostHere, ReloadQuestion } from './reloadQuestion.tsx'
import { RepairQuestion } from './repairQuestion.tsx'

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

/** What is asked before a person's yes: a repair, or a change that would end or lose something here or in other tabs. */
type Question =
  | { about: 'repair' }
  | { about: 'change'; lost: ReturnType<typeof lostHere>; elsewhere: readonly TabWork[] }

/** Another version of the app is there, or does not come: what that means and the way on. */
export function VersionChange({ update }: { update: Told }) {
  const offline = useOffline()
  const [question, setQuestion] = useState<Question | null>(null)
  const notNow = (): void => setQuestion(null)
  const takeAnyway = (): void => {
    setQuestion(null)
    offline.takeUpdate()
  }

  async function goOn(): Promise<void> {
    if (update === 'stuck' || update === 'unrepaired') return setQuestion({ about: 'repair' })
    const lost = lostHere(offline)
    const elsewhere = update === 'waiting' ? await offline.workElsewhere() : []
    if (lost.length + elsewhere.length === 0) offline.takeUpdate()
    else setQuestion({ about: 'change', lost, elsewhere })
  }

  if (question)
    return (
      <section className="versionNote" aria-label={say('offline.update')}>
        {question.about === 'repair' ? (
          <RepairQuestion onNo={notNow} />
        ) : (
          <ReloadQuestion
            lost={question.lost}
            yes={say('offline.update.useAnyway')}
            onYes={takeAnyway}
            onNo={notNow}
          >
            {question.elsewhere.length > 0 && <p>{say('offline.elsewhere')}</p>}
            <p className="soft">{say('offline.kept')}</p>
          </ReloadQuestion>
        )}
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

import { Suspense, use, useState } from 'react'
import { say } from '../../language/say.ts'
import type { TabWork } from '../../state/device/tabWork.ts'
import { useOffline } from '../offlineContext.ts'
import { lostHere, ReloadQuestion } from './reloadQuestion.tsx'

/** Says what the repair of the app removes and keeps, and what it would lose here; repairs when that is wanted. */
export function RepairQuestion({ onNo }: { onNo: () => void }) {
  const offline = useOffline()
  const [lost] = useState(() => lostHere(offline))
  const [elsewhere] = useState(() => offline.workElsewhere())
  const repair = (): void => {
    onNo()
    void offline.repair()
  }
  return (
    <ReloadQuestion
      about={say('offline.repair.ask')}
      lost={lost}
      yes={say('offline.repair.now')}
      onYes={repair}
      onNo={onNo}
    >
      <Suspense fallback={null}>
        <Elsewhere work={elsewhere} />
      </Suspense>
    </ReloadQuestion>
  )
}

/** All tabs share what a repair removes. */
function Elsewhere({ work }: { work: Promise<readonly TabWork[]> }) {
  return use(work).length > 0 ? <p>{say('offline.repair.elsewhere')}</p> : null
}

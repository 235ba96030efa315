import { useState } from 'react'
import { say } from '../../language/say.ts'
import { useOffline } from '../offlineContext.ts'
import { lostHere, ReloadQuestion } from './reloadQuestion.tsx'

/** Says what the repair of the app removes and keeps, and what it would lose here; repairs when that is wanted. */
export function RepairQuestion({ onNo }: { onNo: () => void }) {
  const offline = useOffline()
  const [lost] = useState(() => lostHere(offline))
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
    />
  )
}

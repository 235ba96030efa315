import './storageCard.css'
import { Suspense, startTransition, use, useState } from 'react'
import { say } from '../../language/say.ts'
import type { StorageSurvey } from '../../state/device/deviceStorage.ts'
import type { Keeping } from '../../state/device/offlineApp.ts'
import { inBytes } from '../../state/numberText.ts'
import { Help } from '../help/help.tsx'
import { RepairQuestion } from '../offline/repairQuestion.tsx'
import { useOffline, useOfflineState } from '../offlineContext.ts'
import { StoredRow } from './storedRow.tsx'

/** What the lab keeps on this device, how much of it, whether it stays, and how to remove each thing. */
export function StorageCard() {
  const offline = useOffline()
  const look = async () => (await offline.storage()).survey()
  const [survey, setSurvey] = useState(look)
  const keeping = useOfflineState((state) => state.keeping)
  const version = useOfflineState((state) => state.version)
  const again = () => startTransition(() => setSurvey(look()))
  return (
    <section className="card storage" aria-label={say('offline.storage')}>
      <div className="withHelp">
        <h2>{say('offline.storage')}</h2>
        <Help about="storage" />
      </div>
      <p className={keeping.phase === 'failed' ? 'problem' : 'soft'}>
        {keptSentence(keeping, version)}
      </p>
      <Suspense fallback={<p className="soft">{say('offline.storage.looking')}</p>}>
        <Things survey={survey} again={again} />
      </Suspense>
      <Repair />
    </section>
  )
}

function Repair() {
  const [asking, setAsking] = useState(false)
  if (asking) return <RepairQuestion onNo={() => setAsking(false)} />
  return (
    <>
      <p className="soft">{say('offline.repair.about')}</p>
      <button type="button" onClick={() => setAsking(true)}>
        {say('offline.repair')}
      </button>
    </>
  )
}

function Things({ survey, again }: { survey: Promise<StorageSurvey>; again: () => void }) {
  const { things, used, quota, persistent } = use(survey)
  const bounds = { used: inBytes(used ?? 0), quota: inBytes(quota ?? 0) }
  return (
    <>
      {things.length === 0 ? (
        <p className="empty">{say('offline.storage.nothing')}</p>
      ) : (
        <ul className="stored">
          {things.map((thing) => (
            <StoredRow key={thing.id} thing={thing} removed={again} />
          ))}
        </ul>
      )}
      {used !== null && quota !== null && (
        <p className="soft">{say('offline.storage.quota', bounds)}</p>
      )}
      <Persistence persistent={persistent} again={again} />
    </>
  )
}

function Persistence({ persistent, again }: { persistent: boolean | null; again: () => void }) {
  const offline = useOffline()
  const [refused, setRefused] = useState(false)
  if (persistent !== false)
    return <p className="soft">{say(persistent ? 'offline.stays' : 'offline.stays.unknown')}</p>
  const ask = async (): Promise<void> => {
    const granted = await (await offline.storage()).persist()
    if (granted) again()
    else setRefused(true)
  }
  return (
    <>
      <p className="soft" role="note">
        {say(refused ? 'offline.stays.refused' : 'offline.stays.not')}
      </p>
      {!refused && (
        <button type="button" onClick={() => void ask()}>
          {say('offline.stays.ask')}
        </button>
      )}
    </>
  )
}

function keptSentence(keeping: Keeping, version: string): string {
  switch (keeping.phase) {
    case 'off':
      return say('offline.app.off')
    case 'fetching':
      return say('offline.app.fetching')
    case 'kept':
      return say('offline.app.kept', { version })
    case 'failed':
      return keeping.reason
        ? say('offline.app.failedBecause', { reason: keeping.reason })
        : say('offline.app.failed')
  }
}

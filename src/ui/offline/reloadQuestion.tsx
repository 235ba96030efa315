import type { ReactNode } from 'react'
import { say } from '../../language/say.ts'
import type { OfflineApp } from '../../state/device/offlineApp.ts'
import type { TabWork } from '../../state/device/tabWork.ts'
import { type Unsaved, unsavedHere } from '../../state/device/unsaved.ts'

/** What loading this page again would end or lose, what is nowhere else first. */
export function lostHere(offline: OfflineApp): (Unsaved | TabWork)[] {
  const { work } = offline.store.getState()
  return [...unsavedHere(), ...(work ? [work] : [])]
}

interface Props {
  about?: string
  children?: ReactNode // told below what is lost
  lost: readonly (Unsaved | TabWork)[]
  yes: string
  onYes: () => void
  onNo: () => void
}

/** Asks before this page is loaded again: what that ends or loses here, and both answers. */
export function ReloadQuestion({ about, children, lost, yes, onYes, onNo }: Props) {
  return (
    <>
      <div>
        {about && <p>{about}</p>}
        {lost.map((what) => (
          <p key={what}>{say(`offline.here.${what}`)}</p>
        ))}
        {children}
      </div>
      <div className="waysOn">
        <button type="button" className="primary" onClick={onYes}>
          {yes}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the button that was pressed is gone; the harmless answer takes its place. */}
        <button type="button" autoFocus onClick={onNo}>
          {say('offline.update.notNow')}
        </button>
      </div>
    </>
  )
}

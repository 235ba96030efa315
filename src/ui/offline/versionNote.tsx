import { lazy, Suspense } from 'react'
import { useOfflineState } from '../offlineContext.ts'
import { PageTrouble } from '../pageTrouble.tsx'

const VersionChange = lazy(async () => ({
  default: (await import('./versionChange.tsx')).VersionChange,
}))

/** Says that there is another version of the app; nothing when all is well, and then it costs nothing. */
export function VersionNote() {
  const update = useOfflineState((state) => state.update)
  return (
    <div aria-live="polite">
      {update !== 'none' && (
        <PageTrouble instead={null}>
          <Suspense fallback={null}>
            <VersionChange update={update} />
          </Suspense>
        </PageTrouble>
      )}
    </div>
  )
}

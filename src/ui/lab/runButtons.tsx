import { say } from '../../language/say.ts'
import { isBusy } from '../../state/run/runPhase.ts'
import { LockSign } from '../class/lockSign.tsx'
import { keptProps, useControl } from '../class/useControl.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { startRun } from './startRun.ts'

/** Run and Stop. A button that cannot act now keeps its focus: it is marked as disabled, not taken away. */
export function RunButtons() {
  const lab = useLab()
  const busy = useLabState(({ run }) => isBusy(run) || run.phase === 'waiting')
  const stopping = useLabState(({ run }) => run.phase === 'stopping')
  const control = useControl('run')
  if (control === 'hidden') return null
  return (
    <>
      <button
        type="button"
        className="primary"
        aria-disabled={busy}
        {...keptProps(control, 'run-lock')}
        onClick={() => {
          if (!busy) void startRun(lab)
        }}
      >
        {say('lab.run')}
      </button>
      <LockSign control="run" id="run-lock" />
      <button
        type="button"
        aria-disabled={!busy || stopping}
        onClick={() => {
          if (busy && !stopping) lab.stop()
        }}
      >
        {say('lab.stop')}
      </button>
      <Help about="run" />
    </>
  )
}

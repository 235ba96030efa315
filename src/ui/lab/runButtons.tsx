import { isBusy } from '../../state/runPhase.ts'
import { useLab, useLabState } from '../labContext.ts'

/** Run and Stop. A button that cannot act now keeps its focus: it is marked as disabled, not taken away. */
export function RunButtons() {
  const lab = useLab()
  const busy = useLabState(({ run }) => isBusy(run) || run.phase === 'waiting')
  const stopping = useLabState(({ run }) => run.phase === 'stopping')
  return (
    <>
      <button
        type="button"
        className="primary"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void start()
        }}
      >
        Run
      </button>
      <button
        type="button"
        aria-disabled={!busy || stopping}
        onClick={() => {
          if (busy && !stopping) lab.stop()
        }}
      >
        Stop
      </button>
    </>
  )

  /** A refused run puts the cursor into the field that stands in the way. */
  async function start(): Promise<void> {
    const running = lab.run()
    const { run } = lab.store.getState()
    if (run.phase === 'refused') {
      const field = document.getElementById(run.field)
      field?.closest('details')?.setAttribute('open', '')
      field?.focus()
    }
    await running
  }
}

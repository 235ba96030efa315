import type { Lab } from '../../state/lab.ts'
import { isBusy } from '../../state/run/runPhase.ts'
import { bringUp } from '../showPart.ts'
import { LANES_ID } from './labParts.tsx'

/**
 * Starts a run for somebody who asked for it: the lanes come into view where they are below the screen. A refused run
 * puts the cursor into the field that stands in the way. One that waits for the model shows its lanes as well.
 */
export async function startRun(lab: Lab): Promise<void> {
  const running = lab.run()
  const { run } = lab.store.getState()
  if (run.phase === 'refused') {
    const field = document.getElementById(run.field)
    field?.closest('details')?.setAttribute('open', '')
    field?.focus()
  }
  const putBack = isBusy(run) || run.phase === 'waiting' ? bringUp(LANES_ID) : () => undefined
  await running
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))) // a lesson tells above what came out
  putBack()
}

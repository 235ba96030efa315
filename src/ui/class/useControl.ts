import { useContext, useSyncExternalStore } from 'react'
import { type ControlName, type ControlState, controlIn } from '../../state/class/classControl.ts'
import { LabContext } from '../labContext.ts'

const never = () => () => undefined

/** Whether the class leaves a control to the person; free outside of a class, and where there is no lab. */
export function useControl(name: ControlName): ControlState {
  const store = useContext(LabContext)?.store
  return useSyncExternalStore(store?.subscribe ?? never, () =>
    store ? controlIn(store.getState().classroom, name) : 'free',
  )
}

/**
 * What a control gets that the class keeps: it can still be reached and read, says that it cannot be changed, and the
 * store refuses the change. `lock` is the id of a LockSign.
 */
export const keptProps = (state: ControlState, lock: string, describedBy = '') =>
  state === 'free'
    ? { ...(describedBy && { 'aria-describedby': describedBy }) }
    : { 'aria-disabled': true, 'aria-describedby': `${describedBy} ${lock}`.trim() }

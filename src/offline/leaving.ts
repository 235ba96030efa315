import { unsavedHere } from '../state/device/unsaved.ts'

/** Has the browser ask before this tab is closed or loaded again while it holds what is nowhere else. */
export function askBeforeLeaving(isAgreed: () => boolean): void {
  addEventListener('beforeunload', (event) => {
    if (unsavedHere().length > 0 && !isAgreed()) event.preventDefault()
  })
}

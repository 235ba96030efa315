/** Where on the page the step stands, and the room beside it. */
export const STEP_ID = 'lesson-step'
export const ROOM_ID = 'lesson-room'

/** Scrolls to a part of the page and puts the keyboard there. Hashes are routes here, so links cannot do that. */
export function showPart(id: string): void {
  const part = document.getElementById(id)
  part?.scrollIntoView({ block: 'start' })
  part?.focus({ preventScroll: true })
}

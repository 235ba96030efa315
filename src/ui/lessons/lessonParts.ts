/** Where on the page the step stands, and the room beside it. */
export const STEP_ID = 'lesson-step'
export const ROOM_ID = 'lesson-room'

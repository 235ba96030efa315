import * as v from 'valibot'
import type { TextStorage } from '../textStorage.ts'
import { type DeviceFacts, MODES, type ModeGround } from './mode.ts'

/** What is kept on the device from visit to visit. Memory and cores are asked of the browser each time. */
const schema = v.object({
  choice: v.nullable(v.picklist(MODES)),
  speed: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  refused: v.boolean(),
})

/** What earlier visits chose and measured, beside what the browser tells now. Never throws. */
export function restoreMode(storage: TextStorage | undefined, device: DeviceFacts): ModeGround {
  try {
    const { choice, speed, refused } = v.parse(schema, JSON.parse(storage?.read() ?? 'null'))
    return { choice, device: { ...device, speed, refused } }
  } catch {
    return { choice: null, device }
  }
}

/** Keeps it for the next visit; a browser that refuses only loses this comfort. */
export function keepMode(storage: TextStorage | undefined, { choice, device }: ModeGround): void {
  try {
    storage?.write(JSON.stringify({ choice, speed: device.speed, refused: device.refused }))
  } catch {
    // Found out again at the next visit.
  }
}

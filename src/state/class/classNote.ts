import type { ControlName } from './classControl.ts'

/** What the class has to say: a control that it kept from changing, or that an earlier class could not be joined again. */
export type ClassNote =
  | { kind: 'kept'; control: ControlName }
  | { kind: 'not-joined'; sentence: string }

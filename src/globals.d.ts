import type { LabEngine } from './steering/labEngine.ts'

declare global {
  /**
   * The lab in the console: the port that the page itself uses (load, tokenize, capture, generate, derive). After a
   * model was lost and loaded again this is the new engine. Example: `await evenkeel.tokenize({kind: 'bare', text: 'Hi'})`
   */
  var evenkeel: LabEngine | undefined
}

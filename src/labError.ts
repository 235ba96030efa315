/** What a user, a file, a link or a device can cause. Tests and the command line match on these. */
export type LabErrorCode =
  | 'bad-input' // a field, flag or number that cannot be used
  | 'bad-file' // a file that is not what its name says, is cut short or damaged
  | 'missing-file'
  | 'wrong-hash'
  | 'unsupported-model' // a readable graph whose residual stream cannot be steered
  | 'model-mismatch' // config, graph, direction or tokenizer that do not belong together
  | 'too-long' // the prompt does not fit the context
  | 'no-memory'
  | 'device-lost'
  | 'worker-dead'
  | 'too-slow' // one answer is overdue; nothing else is lost
  | 'network'
  | 'not-recorded' // what recorded mode holds no recording of
  | 'cancelled'

/** A refusal with a sentence that says what is wrong and what to do. Programming mistakes stay RangeError or TypeError. */
export class LabError extends Error {
  override readonly name = 'LabError'
  readonly code: LabErrorCode

  constructor(code: LabErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

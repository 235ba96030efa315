/** Names of the inputs and outputs that an edited graph has besides its own. */
export const hookNames = {
  /** float32 (row, 1, hook point x dModel): what is added to the residual. */
  steer: 'evenkeel.steer',
  /** float32 (row, position, 1): 1 where the edit applies, 0 where the residual is left alone. */
  mask: 'evenkeel.mask',
  /** float32 (row, 1, hook point x dModel), affine only: the vector u of h + v + (h.u) w. */
  measure: 'evenkeel.measure',
  /** float32 (row, 1, hook point x dModel), affine only: the vector w. */
  respond: 'evenkeel.respond',
  /** int64 (count): positions whose residuals are read out. */
  readPositions: 'evenkeel.read_positions',
  /** int64 (count): positions whose logits are computed. */
  logitPositions: 'evenkeel.logit_positions',
  /** float32 (row, count, hook point x dModel): the residuals after the edit. */
  residual: 'evenkeel.residual',
} as const

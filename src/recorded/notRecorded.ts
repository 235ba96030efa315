import { LabError } from '../labError.ts'
import type { RecordedRuns } from '../steering/labEngine.ts'
import type { GenerateRequest, TextSource } from '../steering/steerableModel.ts'

const live = 'Choose Live to let the model itself do it.'

/** The refusal of a text that no recording has. */
export const textNotRecorded = (runs: readonly RecordedRuns[]): LabError =>
  new LabError(
    'not-recorded',
    `This text is not recorded. Recorded are: ${[...new Set(runs.map((run) => `“${said(run.source)}”`))].join(', ')}. ${live}`,
  )

/** The refusal of a run that no recording has, with what there is of the same prompt. */
export function runNotRecorded(
  { lanes, sampling }: GenerateRequest,
  samePrompt: readonly RecordedRuns[],
): LabError {
  const push = lanes.map(({ steering }) => steering.coefficient).find((one) => one !== 0) ?? 0
  const known = samePrompt
    .map(
      (run) =>
        `pushes ${pushesInWords(run.pushes)} with seed ${run.sampling.seed}, ${run.maxTokens} tokens`,
    )
    .join('; ')
  const asked = `A run of this prompt with push ${signed(push)} and seed ${sampling.seed} under these settings is not recorded.`
  return new LabError(
    'not-recorded',
    `${asked} ${known === '' ? 'Nothing is recorded of this prompt.' : `Recorded of it: ${known}.`} ${live}`,
  )
}

/** The refusal of hidden states, which recordings do not hold. */
export const captureNotRecorded = (): LabError =>
  new LabError(
    'not-recorded',
    `Hidden states are not recorded, only what was read in them. ${live}`,
  )

/** The refusal of a derivation from other texts. */
export const derivationNotRecorded = (): LabError =>
  new LabError(
    'not-recorded',
    `Derivations are recorded for the shipped contrast texts only. ${live}`,
  )

const said = (source: TextSource): string =>
  source.kind === 'chat' ? (source.messages.at(-1)?.content ?? '') : source.text

function pushesInWords(pushes: readonly number[]): string {
  const [first] = pushes
  const last = pushes.at(-1)
  if (first === undefined || last === undefined) return 'none'
  return pushes.length > 4
    ? `${signed(first)} to ${signed(last)} (${pushes.length} of them)`
    : pushes.map(signed).join(', ')
}

const signed = (push: number): string =>
  push === 0 ? '0' : `${push < 0 ? '−' : '+'}${Math.abs(push).toFixed(2)}`

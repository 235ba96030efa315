import { LabError } from '../labError.ts'
import { compileInterventions } from '../steering/affineEdit.ts'
import { streamIndex } from '../steering/hookPoint.ts'
import type {
  CaptureSequence,
  GenerateRequest,
  Lane,
  LaneSteering,
  ModelDescription,
} from '../steering/steerableModel.ts'

/** Refuses ids that the model cannot take: none, outside the vocabulary, or more than its context. */
function checkIds(
  ids: readonly number[],
  about: Pick<ModelDescription, 'vocabSize' | 'contextLength'>,
): void {
  if (ids.length === 0)
    throw new LabError('bad-input', 'The prompt is empty. Write something for the model to read.')
  if (ids.length > about.contextLength)
    throw new LabError(
      'too-long',
      `The prompt has ${ids.length.toLocaleString('en-US')} tokens; this model reads ${about.contextLength.toLocaleString('en-US')}. Shorten it.`,
    )
  const stray = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= about.vocabSize)
  if (stray !== undefined)
    throw new LabError(
      'bad-input',
      `The id ${stray} is not in this model's vocabulary (0 to ${about.vocabSize - 1}).`,
    )
}

/** Refuses a sequence whose ids the model cannot take or whose positions it does not have. */
export function checkSequence(sequence: CaptureSequence, about: ModelDescription): void {
  const { ids, positions, scoredFrom } = sequence
  checkIds(ids, about)
  if (
    scoredFrom !== undefined &&
    !(Number.isInteger(scoredFrom) && scoredFrom >= 1 && scoredFrom < ids.length)
  )
    throw new LabError(
      'bad-input',
      `Log-probabilities from position ${scoredFrom} on cannot be given for a text of ${ids.length} tokens: the first position has none. Ask from 1 to ${ids.length - 1}.`,
    )
  if (typeof positions === 'string') return
  const stray = positions.find((at) => !Number.isInteger(at) || at < 0 || at >= ids.length)
  if (stray !== undefined)
    throw new LabError(
      'bad-input',
      `There is no position ${stray} in a text of ${ids.length} tokens (0 to ${ids.length - 1}).`,
    )
}

/** Refuses steering of a lane that its model cannot take. */
export function checkSteering(
  { name }: Pick<Lane, 'name'>,
  { coefficient, interventions }: LaneSteering,
  { nLayers, dModel }: ModelDescription,
): void {
  if (!Number.isFinite(coefficient))
    throw new LabError(
      'bad-input',
      `The coefficient of the lane ${name} is ${coefficient}. Give a number.`,
    )
  compileInterventions(interventions, nLayers, dModel)
}

/** Refuses a generation that cannot run, naming the field. */
export function checkGenerateRequest(request: GenerateRequest, about: ModelDescription): void {
  checkIds(request.ids, about)
  const { sampling, maxTokens } = request
  const fail = (text: string): never => {
    throw new LabError('bad-input', text)
  }
  if (request.lanes.length === 0) fail('There is no lane to write on. Name at least one.')
  if (!Number.isInteger(maxTokens) || maxTokens < 1)
    fail(`The number of new tokens is ${maxTokens}. Give a whole number from 1.`)
  if (request.ids.length + maxTokens > about.contextLength)
    throw new LabError(
      'too-long',
      `${request.ids.length} prompt tokens and ${maxTokens} new ones are more than this model's ${about.contextLength.toLocaleString('en-US')}. Shorten the prompt or ask for fewer new tokens.`,
    )
  if (!(sampling.temperature >= 0 && sampling.temperature < Number.POSITIVE_INFINITY))
    fail(`The temperature is ${sampling.temperature}. Give a number from 0.`)
  if (!Number.isInteger(sampling.topK) || sampling.topK < 0)
    fail(`Top-k is ${sampling.topK}. Give a whole number from 0 (off).`)
  if (!(sampling.topP > 0 && sampling.topP <= 1))
    fail(`Top-p is ${sampling.topP}. Give a number above 0, up to 1 (off).`)
  if (!(sampling.repetitionPenalty > 0 && sampling.repetitionPenalty < Number.POSITIVE_INFINITY))
    fail(
      `The repetition penalty is ${sampling.repetitionPenalty}. Give a number above 0; 1 is off.`,
    )
  if (!Number.isSafeInteger(sampling.seed))
    fail(`The seed is ${sampling.seed}. Give a whole number.`)
  for (const lane of request.lanes) {
    checkSteering(lane, lane.steering, about)
    if (lane.seed !== undefined && !Number.isSafeInteger(lane.seed))
      fail(`The seed of the lane ${lane.name} is ${lane.seed}. Give a whole number.`)
  }
  for (const { at, direction } of request.probes) {
    streamIndex(at, about.nLayers)
    if (direction.length !== about.dModel)
      throw new LabError(
        'model-mismatch',
        `A direction has ${direction.length} numbers, this model has ${about.dModel} at each hook point. Use a direction made for this model.`,
      )
  }
}

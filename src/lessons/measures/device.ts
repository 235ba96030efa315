import * as v from 'valibot'
import { lastModel } from '../../state/model/modelPhase.ts'
import { measureKind } from './measureKind.ts'

/** Whether this device passed the self-test of the lab. */
export const faithful = measureKind(
  'faithful',
  'yes or no',
  v.strictObject({}),
  (_, { state }) => lastModel(state.model)?.fidelity.ok ?? null,
)

/** Tokens a second, as measured when the model was loaded; null in recorded mode. */
export const speed = measureKind(
  'speed',
  'count',
  v.strictObject({}),
  (_, { state }) => lastModel(state.model)?.tokensPerSecond ?? null,
)

import * as v from 'valibot'
import { checkKind } from './checkKind.ts'

/** A model is ready, with what its self-test found on this device. */
export const models = checkKind('models', v.strictObject({}), (_, { state }) =>
  state.model.phase === 'ready' && state.model.model.fidelity.checks.length > 0
    ? { phase: 'held', runs: [], given: true }
    : { phase: 'open' },
)

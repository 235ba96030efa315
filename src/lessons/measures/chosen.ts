import * as v from 'valibot'
import { measureKind } from './measureKind.ts'

/** The option that was chosen last in the question of the step, by its id. */
export const chosen = measureKind('chosen', 'words', v.strictObject({}), (_, { answer }) => answer)

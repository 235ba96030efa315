import type { Claim } from '../../../src/experiments/experiment.ts'
import { whatSteeringDoes } from '../../../src/experiments/whatSteeringDoes/whatSteeringDoes.ts'
import type { Passport } from '../../../src/steering/directionSet.ts'
import { expectDetectable } from '../detectableLaw.ts'
import { type Planted, plantedPort } from '../plantedPort.ts'
import { claimsOf, runWhole } from '../runWhole.ts'

/** The shipped texts, fewer of them. */
const shipped = whatSteeringDoes.texts as Record<string, unknown> & {
  sentences: string[]
  prompts: { chat: string[]; raw: string[] }
}
export const few = {
  ...shipped,
  sentences: shipped.sentences.slice(0, 3),
  suffixes: [' I feel so'],
  prompts: { chat: shipped.prompts.chat.slice(0, 2), raw: shipped.prompts.raw.slice(0, 2) },
  tokens: 20,
}

const filler = Object.fromEntries(
  Array.from({ length: 20 }, (_, i) => [` word${String.fromCharCode(97 + i)}`, 3]),
)
/** Moves words beside some that say nothing. */
export const next =
  (moved: (push: number, size: number, context: string) => Record<string, number>) =>
  (context: string, push: number, size: number) => ({ ...filler, ...moved(push, size, context) })

/** Runs it whole on a planted model, with a direction of this passport, and checks the law of what it could see. */
export async function claimsFor(
  planted: Planted['next'],
  passport: Partial<Passport> = {},
): Promise<{ verdicts: Record<string, string>; claim: (name: string) => Claim }> {
  const { model, ground } = plantedPort({ next: planted! })
  const set = { ...ground.set, passport: { ...ground.set.passport, ...passport } }
  const { claims } = await runWhole(whatSteeringDoes, { model, ground: { ...ground, set } }, few)
  expectDetectable(claims)
  return {
    verdicts: claimsOf(claims),
    claim: (name) => claims.find((each) => each.name === name)!,
  }
}

export const readout = 'readout, calm to desperate'

/** Moves the direction's words, two other feelings, and what is written, in proportion. */
export const truly = next((push) => ({
  ...{ ' desperate': 20 * push, ' calm': -20 * push },
  ...{ ' sad': 15 * push, ' happy': -15 * push },
  ...{ ' beg': 18 * push, ' tea': -18 * push },
}))

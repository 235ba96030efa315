import type { Step } from '../steering/steerableModel.ts'
import { type Flags, number, required } from './flags.ts'
import { idsOf, openModel, steeringOf } from './openModel.ts'
import { UsageError } from './usage.ts'

/** `generate`: new tokens with their log-probabilities, steered or not. */
export async function generate(folder: string, flags: Flags): Promise<unknown> {
  required(flags, 'max-tokens')
  const greedy = flags.greedy === true
  if (greedy && flags.temperature !== undefined)
    throw new UsageError('Give --greedy or --temperature, not both.')
  const loaded = await openModel(folder, flags)
  const { model } = loaded
  const promptIds = await idsOf(loaded, flags)
  const interventions = await steeringOf(model.about, flags)
  const steps: Pick<Step, 'id' | 'piece' | 'logprob'>[] = []
  let stopped: 'stop' | 'length' = 'length'
  const run = model.generate({
    ids: promptIds,
    lanes: [{ name: 'run', steering: { coefficient: 0, interventions }, shadow: false }],
    probes: [],
    sampling: {
      temperature: greedy ? 0 : number(flags, 'temperature', 0.8),
      topK: number(flags, 'top-k', 256),
      topP: number(flags, 'top-p', 0.95),
      repetitionPenalty: 1,
      seed: number(flags, 'seed', 0),
    },
    maxTokens: number(flags, 'max-tokens', 0),
  })
  for await (const event of run) {
    if (event.type === 'step') {
      const { id, piece, logprob } = event.step
      steps.push({ id, piece, logprob })
      process.stderr.write(piece)
    } else if (event.type === 'end') stopped = event.stopped
  }
  process.stderr.write('\n')
  const ids = steps.map(({ id }) => id)
  return {
    promptIds,
    ids,
    text: model.about.hasTokenizer ? model.decode(ids) : '',
    steps,
    stopped,
  }
}

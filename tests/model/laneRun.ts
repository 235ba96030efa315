import type { Intervention } from '../../src/steering/intervention.ts'
import type {
  GenerateRequest,
  Generation,
  Lane,
  SteerableModel,
  Step,
  TokenReading,
} from '../../src/steering/steerableModel.ts'

/** What one lane wrote. */
export interface LaneRun {
  steps: Step[]
  prompt: TokenReading[] // readings of the prompt's tokens
  stopped: 'stop' | 'length' | null
}

/** The greedy choice without cuts. */
export const greedy = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 }

/** The page's usual way to draw. */
export const drawn = (seed: number) => ({
  temperature: 0.8,
  topK: 256,
  topP: 0.95,
  repetitionPenalty: 1,
  seed,
})

/** A lane under these interventions; with a shadow unless told otherwise. */
export const lane = (
  name: string,
  coefficient: number,
  interventions: readonly Intervention[],
  shadow = true,
): Lane => ({ name, steering: { coefficient, interventions }, shadow })

/** Writes on all lanes and sorts the events by lane. `onStep` hears each step as it comes. */
export async function runLanes(
  model: SteerableModel,
  request: GenerateRequest,
  onStep: (step: Step, lane: number, run: Generation) => void = () => undefined,
): Promise<LaneRun[]> {
  const runs: LaneRun[] = request.lanes.map(() => ({ steps: [], prompt: [], stopped: null }))
  const generation = model.generate(request)
  for await (const event of generation) {
    if (event.type === 'prefill') continue
    const run = runs[event.lane]!
    if (event.type === 'prompt') run.prompt = event.readings
    else if (event.type === 'end') run.stopped = event.stopped
    else {
      run.steps.push(event.step)
      onStep(event.step, event.lane, generation)
    }
  }
  return runs
}

export const idsOf = ({ steps }: Pick<LaneRun, 'steps'>): number[] => steps.map(({ id }) => id)

import type { LoadedModel, LoadStage } from '../steering/labEngine.ts'
import type { LabState } from './labState.ts'
import { inBytes } from './numberText.ts'
import type { RunPhase } from './runPhase.ts'

/** How the lab is doing, for a mark beside the words. */
export type Tone = 'busy' | 'good' | 'warning' | 'bad'

const stages: Record<LoadStage, string> = {
  download: 'fetching and verifying files',
  prepare: 'preparing weights',
  session: 'starting the runtime',
  'self-test': 'testing itself on this device',
}

/** One short message; it changes when something starts, stops or ends, not with every token. */
export function statusMessage({ model, run, derive }: LabState): string {
  switch (model.phase) {
    case 'idle':
      return 'No model loaded'
    case 'failed':
      return 'The model did not load'
    case 'lost':
      return 'The model is gone'
    case 'loading':
      return run.phase === 'waiting'
        ? 'Loading the model; the run starts when it is ready'
        : `Loading the model: ${stages[model.stage]}`
    case 'ready':
      if (derive.phase === 'deriving') return 'Deriving a direction'
      if (derive.phase === 'cancelling') return 'Cancelling'
      return runMessage(run)
  }
}

function runMessage(run: RunPhase): string {
  switch (run.phase) {
    case 'reading':
      return 'Reading the prompt'
    case 'writing':
      return 'Writing'
    case 'stopping':
      return run.during === 'reading' ? 'Stopping after the pass over the prompt' : 'Stopping'
    case 'stopped':
      return 'Stopped'
    case 'done':
      return 'Done'
    case 'failed':
      return 'The run failed'
    case 'refused':
      return 'Not started'
    default:
      return 'Ready'
  }
}

/** How far the download is, in bytes; empty in other stages. */
export function loadDetail({ model }: LabState): string {
  if (model.phase !== 'loading' || model.stage !== 'download' || model.done === 0) return ''
  return model.total === 0
    ? inBytes(model.done)
    : `${inBytes(model.done)} of ${inBytes(model.total)}`
}

/** Model, device, fidelity and, where it was measured, speed in one line. */
export function modelFacts({ about, fidelity, tokensPerSecond }: LoadedModel): string {
  const threads = about.threads === 1 ? '1 thread' : `${about.threads} threads`
  const device = about.device === 'webgpu' ? 'WebGPU' : `CPU, ${threads}`
  const checked = fidelity.reference ? 'checked against reference' : 'laws of steering checked'
  const faithful = fidelity.ok ? checked : 'numbers are off on this device'
  const speed = tokensPerSecond === null ? [] : [`${Math.round(tokensPerSecond)} tokens/s`]
  return [about.name, device, faithful, ...speed].join(' · ')
}

export function statusTone({ model }: LabState): Tone {
  if (model.phase === 'failed' || model.phase === 'lost') return 'bad'
  if (model.phase !== 'ready') return 'busy'
  return model.model.fidelity.ok ? 'good' : 'warning'
}

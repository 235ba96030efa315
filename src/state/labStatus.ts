import { number } from '../language/number.ts'
import { say } from '../language/say.ts'
import type { LoadedModel } from '../steering/labEngine.ts'
import type { LabState } from './labState.ts'
import { isRecorded } from './mode/recordedMode.ts'
import { inBytes } from './numberText.ts'
import type { RunPhase } from './run/runPhase.ts'

/** How the lab is doing, for a mark beside the words. */
export type Tone = 'busy' | 'good' | 'warning' | 'bad'

/** One short message; it changes when something starts, stops or ends, not with every token. */
export function statusMessage(state: LabState): string {
  const { model, run, derive } = state
  switch (model.phase) {
    case 'idle':
      return say('status.idle')
    case 'failed':
      return say(isRecorded(state) ? 'status.failedRecorded' : 'status.failed')
    case 'lost':
      return say('status.lost')
    case 'loading':
      if (isRecorded(state)) return say('status.loadingRecorded')
      return run.phase === 'waiting'
        ? say('status.loadingThenRun')
        : say('status.loading', { stage: say(`status.stage.${model.stage}`) })
    case 'ready':
      if (derive.phase === 'deriving') return say('status.deriving')
      if (derive.phase === 'cancelling') return say('status.cancelling')
      return runMessage(run)
  }
}

function runMessage(run: RunPhase): string {
  switch (run.phase) {
    case 'reading':
      return say('status.reading')
    case 'writing':
      return say('status.writing')
    case 'stopping':
      return say(run.during === 'reading' ? 'status.stoppingAfterPrompt' : 'status.stopping')
    case 'stopped':
      return say('status.stopped')
    case 'done':
      return say('status.done')
    case 'failed':
      return say('status.runFailed')
    case 'refused':
      return say('status.refused')
    default:
      return say('status.ready')
  }
}

/** How far the download is, in bytes; empty in other stages. */
export function loadDetail({ model }: LabState): string {
  if (model.phase !== 'loading' || model.stage !== 'download' || model.done === 0) return ''
  return model.total === 0
    ? inBytes(model.done)
    : say('status.bytesOf', { done: inBytes(model.done), total: inBytes(model.total) })
}

/** Model, device, fidelity and, where it was measured, speed in one line. */
export function modelFacts({ about, fidelity, tokensPerSecond, recorded }: LoadedModel): string {
  if (about.device === 'recorded')
    return `${about.name} · ${say('status.recorded', { pace: recorded?.pace ?? 1 })}`
  const device =
    about.device === 'webgpu' ? 'WebGPU' : say('status.cpu', { threads: about.threads })
  const checked = say(fidelity.reference ? 'status.reference' : 'status.laws')
  const faithful = fidelity.ok ? checked : say('status.off')
  const speed =
    tokensPerSecond === null ? [] : [say('status.speed', { speed: number(tokensPerSecond) })]
  return [about.name, device, faithful, ...speed].join(' · ')
}

export function statusTone({ model }: LabState): Tone {
  if (model.phase === 'failed' || model.phase === 'lost') return 'bad'
  if (model.phase !== 'ready') return 'busy'
  return model.model.fidelity.ok ? 'good' : 'warning'
}

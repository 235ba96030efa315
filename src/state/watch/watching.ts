import { watchWindow } from '../../experiments/earlyWarning/watch.ts'
import type { ExperimentResult } from '../../experiments/result.ts'
import type { LoadedModel } from '../../steering/labEngine.ts'
import type { LabState, LabStore, RunLabel } from '../labState.ts'
import { isBusy } from '../run/runPhase.ts'
import { coveredLane } from '../wordFilter/shownLane.ts'
import { laneAlarms, visiblePiece } from './laneAlarms.ts'
import type { KeptAlarm } from './watchLog.ts'
import { lanesThreshold } from './watchThreshold.ts'

/** Where calibrations come from. */
export interface WatchSources {
  recorded(): Promise<ExperimentResult | null>
  recall(): Promise<void> // shows what an earlier visit measured with the loaded model
}

/** Gets calibrations while Watch is on, and logs the alarms of each run as it ends. */
export class Watching {
  readonly #store: LabStore
  readonly #sources: WatchSources
  #asked = false // for the recorded result, since Watch is on
  #recalled: LoadedModel | null = null
  #busy = false
  #started: RunLabel | null = null // of the run under way

  constructor(store: LabStore, sources: WatchSources) {
    this.#store = store
    this.#sources = sources
    store.subscribe((state) => this.#follow(state))
    this.#follow(store.getState())
  }

  clear(): void {
    this.#store.setState(({ watch }) => ({ watch: { ...watch, runs: 0, alarms: [] } }))
  }

  #follow(state: LabState): void {
    if (state.draft.watch) this.#calibrate(state)
    else this.#asked = false
    const busy = isBusy(state.run)
    if (busy === this.#busy) return
    this.#busy = busy
    if (busy) this.#started = state.ran
    else if (state.ran === this.#started) this.#log(state) // else the texts before the run are back
  }

  #log(state: LabState): void {
    const alarms = loggedAlarms(state, new Date().toISOString())
    if (!alarms) return
    this.#store.setState(({ watch }) => ({
      watch: { ...watch, runs: watch.runs + 1, alarms: [...watch.alarms, ...alarms] },
    }))
  }

  #calibrate({ model, watch }: LabState): void {
    if (!this.#asked) {
      this.#asked = true
      if (!watch.recorded) void this.#fetch()
    }
    if (model.phase !== 'ready' || model.model === this.#recalled) return
    this.#recalled = model.model
    void this.#sources.recall()
  }

  async #fetch(): Promise<void> {
    try {
      const recorded = await this.#sources.recorded()
      this.#store.setState(({ watch }) => ({ watch: { ...watch, recorded } }))
    } catch {
      // Without it there is no calibrated threshold; switching Watch off and on asks again.
    }
  }
}

/** All alarms of the run in the lanes; null where nothing is watched. */
function loggedAlarms(state: LabState, runEnded: string): KeptAlarm[] | null {
  const { ran, lanes } = state
  const limit = lanesThreshold(state)
  if (!ran || !('threshold' in limit) || lanes.every(({ reply }) => reply.length === 0)) return null
  const { steerBlock, readBlock, prompt, form, seed, draw, model, passport } = ran
  return lanes.flatMap((lane) => {
    const shown = coveredLane(lane)
    const shownAlarms = laneAlarms(shown, limit.threshold)
    return laneAlarms(lane, limit.threshold).map((alarm, i): KeptAlarm => {
      const { token, mean, threshold, highest, reason } = alarm
      const at = lane.reply[token]!
      return {
        ...{ runEnded, source: model.device === 'recorded' ? 'recorded' : 'live' },
        ...{ model: model.name, modelHash: model.hash },
        ...{ direction: passport.name, recipe: passport.recipe, steerBlock, readBlock },
        ...{ prompt, form, seed, lane: lane.name, draw, coefficient: at.coefficient },
        ...{ token: token + 1, piece: at.piece, mean, threshold },
        ...{ thresholdIs: limit.by === 'own' ? 'own' : 'calibrated', window: watchWindow },
        highestToken: highest.token + 1,
        highestPiece: visiblePiece(lane.reply[highest.token]!),
        highestReading: highest.reading,
        reason,
        covered:
          shown === lane
            ? null
            : {
                piece: shown.reply[token]!.piece,
                highestPiece: visiblePiece(shown.reply[highest.token]!),
                reason: shownAlarms[i]!.reason,
              },
      }
    })
  })
}

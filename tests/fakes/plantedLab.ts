import { LabError } from '../../src/labError.ts'
import {
  type MeasurementStorage,
  memoryStorage,
} from '../../src/state/experiments/measurementStorage.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import type { LabEngine } from '../../src/steering/labEngine.ts'
import type { Captured } from '../../src/steering/steerableModel.ts'
import type { Planted } from '../experiments/plantedPort.ts'
import { plantedWords } from '../experiments/plantedWords.ts'

export interface PlantedLab {
  lab: Lab
  captures: () => number // requests so far
  kill(): void // ends the engine as a crashed worker would
}

export interface PlantedLabOptions {
  storage?: MeasurementStorage
  shippedMap?: () => Promise<unknown>
  spoil?: (captured: Captured, request: number) => Captured // may change or refuse what a capture answers
}

/** A lab, not loaded yet, whose model is planted. */
export function plantedLab(
  planted: Planted,
  { storage = memoryStorage(), shippedMap, spoil = (captured) => captured }: PlantedLabOptions = {},
): PlantedLab {
  let captures = 0
  let kill = () => {}
  const lab = createLab(
    () => {
      const { model, ground } = plantedWords(planted)
      let dead: LabError | null = null
      const listeners: ((error: LabError) => void)[] = []
      kill = () => {
        dead = new LabError('worker-dead', 'The worker that runs the model stopped.')
        for (const listener of listeners) listener(dead)
      }
      const engine: LabEngine = {
        async *load() {
          const fidelity = { ok: true, reference: false, checks: [] }
          const { about, set: direction } = ground
          const measured = { tokensPerSecond: 50, memoryBytes: null }
          yield { type: 'ready', model: { about, fidelity, direction, ...measured } }
        },
        tokenize: (source) => model.tokenize(source),
        async *capture(request) {
          const number = ++captures
          for await (const captured of model.capture(request)) {
            await new Promise((resolve) => setTimeout(resolve, 0))
            if (dead) throw dead
            yield spoil(captured, number)
          }
        },
        generate: (request) => model.generate(request),
        async *derive() {},
      }
      return { engine, onDeath: (listener) => listeners.push(listener), dispose: () => {} }
    },
    { request: { folder: 'planted/' }, measurements: storage, ...(shippedMap && { shippedMap }) },
  )
  return { lab, captures: () => captures, kill: () => kill() }
}

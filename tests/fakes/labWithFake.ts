import { createLab, type Lab } from '../../src/state/lab.ts'
import type { LabState } from '../../src/state/labState.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'
import { FakeEngine, type FakeOptions } from './fakeEngine.ts'

export interface LabWithFake {
  lab: Lab
  engines: FakeEngine[] // in the order in which they were made
  state(): LabState
  /** Resolves when the state is as asked for. */
  until(holds: (state: LabState) => boolean): Promise<LabState>
}

/** A lab around fake engines; nothing is loaded yet. */
export function labWithFake(
  options: FakeOptions = {},
  storage?: TextStorage,
  mayMake: () => void = () => undefined, // throws where a browser would refuse a worker
): LabWithFake {
  const engines: FakeEngine[] = []
  const lab = createLab(
    () => {
      mayMake()
      const engine = new FakeEngine(options)
      engines.push(engine)
      return engine.handle()
    },
    { request: { folder: 'fake/' }, ...(storage ? { storage } : {}) },
  )
  return {
    lab,
    engines,
    state: lab.store.getState,
    until: (holds) =>
      new Promise((resolve) => {
        const look = (state: LabState): void => {
          if (!holds(state)) return
          stop()
          resolve(state)
        }
        const stop = lab.store.subscribe(look)
        look(lab.store.getState())
      }),
  }
}

/** The same, with the model loaded. */
export async function loadedLab(options: FakeOptions = {}): Promise<LabWithFake> {
  const fake = labWithFake(options)
  await fake.lab.load()
  return fake
}

/** How many tokens a lane has written. */
export const written = (state: LabState, lane: number): number =>
  state.lanes[lane]?.reply.length ?? 0

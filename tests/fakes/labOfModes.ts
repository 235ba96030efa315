import { recordedEngine } from '../../src/recorded/recordedEngine.ts'
import { createLab, type Lab, type LabOptions } from '../../src/state/lab.ts'
import type { LabState } from '../../src/state/labState.ts'
import type { TextStorage } from '../../src/state/textStorage.ts'
import type { LoadRequest } from '../../src/steering/labEngine.ts'
import { readFileUrl } from '../recorded/recordingFolder.ts'
import { FakeEngine, type FakeOptions } from './fakeEngine.ts'

export interface LabOfModes {
  lab: Lab
  state(): LabState
  loads: LoadRequest[] // what engines were made for
  until(holds: (state: LabState) => boolean): Promise<LabState>
}

/** A lab as the page has it: live it works with the fake model, recorded with the recordings of a folder. */
export function labOfModes(
  folder: string,
  { fake = {}, ...options }: Omit<LabOptions, 'request'> & { fake?: FakeOptions } = {},
): LabOfModes {
  const loads: LoadRequest[] = []
  const lab = createLab(
    (request) => {
      loads.push(request)
      return request.device === 'recorded'
        ? {
            engine: recordedEngine(readFileUrl),
            onDeath: () => undefined,
            dispose: () => undefined,
          }
        : new FakeEngine(fake).handle()
    },
    { request: { folder, device: 'auto' }, ...options },
  )
  const { store } = lab
  return {
    ...{ lab, loads, state: store.getState },
    until: (holds) =>
      new Promise((resolve) => {
        const look = (state: LabState): void => {
          if (!holds(state)) return
          stop()
          resolve(state)
        }
        const stop = store.subscribe(look)
        look(store.getState())
      }),
  }
}

/** Storage of one text, as a browser keeps it. */
export function keptText(): TextStorage & { text: string | null } {
  const kept = {
    text: null as string | null,
    read: () => kept.text,
    write: (text: string) => {
      kept.text = text
    },
  }
  return kept
}

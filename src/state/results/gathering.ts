import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type Gathered,
  gatherCodes,
  gatherFiles,
  type IncomingFile,
  nothingGathered,
} from './gatherResults.ts'

/** Results that come together on a teacher's page. */
export interface Gathering {
  store: StoreApi<Gathered>
  /** Gives the lines of which a code could not be used. */
  addCodes(pasted: string): Promise<string>
  addFiles(files: readonly IncomingFile[]): Promise<void>
  clear(): void
}

/** Gathers one thing after another, so that nothing is lost when they come at once. */
export function createGathering(): Gathering {
  const store = createStore<Gathered>(() => nothingGathered)
  let last: Promise<void> = Promise.resolve()
  let round = 0
  const add = (take: (before: Gathered) => Promise<Gathered>): Promise<void> => {
    const own = round
    last = last.then(async () => {
      const after = await take(store.getState())
      if (own === round) store.setState(after, true)
    })
    return last
  }
  return {
    store,
    async addCodes(pasted) {
      await add((before) => gatherCodes(before, pasted))
      return store.getState().left.join('\n')
    },
    addFiles: (files) => add((before) => gatherFiles(before, files)),
    clear() {
      round++
      store.setState(nothingGathered, true)
    },
  }
}

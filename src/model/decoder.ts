import type { KeyValueCache } from './keyValueCache.ts'
import type { OrtModule } from './runtime.ts'
import type { Session } from './session.ts'

/** What the decode loop needs of a loaded model. */
export interface Decoder {
  ort: OrtModule
  session: Session
  headDim: number // where the graph leaves the head size open
  stopIds: ReadonlySet<number>
  newPieces: () => (id: number) => string
}

/** What a draw needs: the cache of all rows and the logits of their last token, (row, vocabSize). */
export interface Batch {
  cache: KeyValueCache
  logits: Float32Array
}

import { blocksOf } from '../../experiments/blocks.ts'
import { measuredEmotionMap } from '../../experiments/emotionMap/emotionMap.ts'
import { parseEmotionMap } from '../../experiments/emotionMap/emotionMapFile.ts'
import { type PlacedWord, placeWord } from '../../experiments/emotionMap/emotionMapPlace.ts'
import type { EmotionMap } from '../../experiments/emotionMap/emotionMapPlane.ts'
import { LabError } from '../../labError.ts'
import { directionIn, type LabStore } from '../labState.ts'
import type { EngineSeat } from '../model/engineSeat.ts'
import { sentenceOf } from '../sentenceOf.ts'
import { measuredModel, noDirection, noModel } from './experimentEstimate.ts'
import type { MapPhase, Placing } from './mapPhase.ts'
import type { Recalling } from './recalling.ts'

/** Opens the map of emotion words: the one measured here, else the one shipped beside the model, which needs no model. */
export class Mapping {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #recalling: Recalling
  readonly #shipped: () => Promise<unknown>
  #turn = 0

  constructor(
    store: LabStore,
    seat: EngineSeat,
    recalling: Recalling,
    shipped: () => Promise<unknown>,
  ) {
    this.#store = store
    this.#seat = seat
    this.#recalling = recalling
    this.#shipped = shipped
  }

  /** Opens the map for the loaded model, or the shipped one while none is loaded; the newest call wins. Never throws. */
  async open(): Promise<void> {
    const turn = ++this.#turn
    if (this.#store.getState().map.phase !== 'open') this.#set({ phase: 'opening' })
    try {
      const found = await this.#found()
      const before = this.#store.getState().map
      if (turn !== this.#turn || (before.phase === 'open' && isSame(before.map, found))) return
      this.#set({ phase: 'open', map: found, added: [], placing: { phase: 'idle' } })
    } catch (error) {
      if (turn === this.#turn) this.#set({ phase: 'failed', sentence: sentenceOf(error) })
    }
  }

  /** Reads a word in the map's sentences and places it; a refusal stands beside the field. Never throws. */
  async place(word: string): Promise<void> {
    const { map, model } = this.#store.getState()
    if (map.phase !== 'open' || map.placing.phase === 'reading') return
    if (map.map.words.includes(word.trim().toLowerCase()))
      return this.#place(map.map, { phase: 'idle' })
    this.#place(map.map, { phase: 'reading', word })
    try {
      if (model.phase !== 'ready') throw new LabError('bad-input', noModel())
      const set = directionIn(this.#store.getState())?.set
      if (!set) throw new LabError('bad-input', noDirection())
      const { about } = model.model
      const ground = { about, set, blocks: blocksOf(about.nLayers) }
      const engine = measuredModel(about, this.#seat.engine())
      const placed = await placeWord(engine, ground, map.map, word)
      this.#place(map.map, { phase: 'idle' }, placed)
    } catch (error) {
      this.#place(map.map, { phase: 'refused', sentence: sentenceOf(error) })
    }
  }

  async #found(): Promise<EmotionMap> {
    const { model } = this.#store.getState()
    const about = model.phase === 'ready' ? model.model.about : undefined
    const measured = about ? await this.#recalling.measuredOf('map') : null
    const own =
      measured &&
      (await measuredEmotionMap(measured.header.ground, measured.header.texts, measured.measured))
    return own ?? parseEmotionMap(await this.#shipped(), about)
  }

  /** Tells where a placing on this map is; one on a map that was replaced is dropped. */
  #place(on: EmotionMap, placing: Placing, placed?: PlacedWord): void {
    const { map } = this.#store.getState()
    if (map.phase !== 'open' || map.map !== on) return
    const others = map.added.filter(({ word }) => word !== placed?.word)
    this.#set({ ...map, placing, added: placed ? [...others, placed] : map.added })
  }

  #set(map: MapPhase): void {
    this.#store.setState({ map })
  }
}

/** Whether two maps are of the same model, block and words, so that what was added to one stays. */
const isSame = (a: EmotionMap, b: EmotionMap): boolean =>
  a.model.hash === b.model.hash && a.block === b.block && a.words.join('\n') === b.words.join('\n')

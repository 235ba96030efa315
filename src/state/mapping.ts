import { blocksOf } from '../experiments/blocks.ts'
import { measuredEmotionMap } from '../experiments/emotionMap/emotionMap.ts'
import { parseEmotionMap } from '../experiments/emotionMap/emotionMapFile.ts'
import { type PlacedWord, placeWord } from '../experiments/emotionMap/emotionMapPlace.ts'
import type { EmotionMap } from '../experiments/emotionMap/emotionMapPlane.ts'
import { LabError } from '../labError.ts'
import type { EngineSeat } from './engineSeat.ts'
import { measuredModel, noModel } from './experimentEstimate.ts'
import type { Experimenting } from './experimenting.ts'
import { directionIn, type LabStore } from './labState.ts'
import type { MapPhase, Placing } from './mapPhase.ts'
import { sentenceOf } from './sentenceOf.ts'

/** Opens the map of emotion words: the one measured here, else the one shipped beside the model, which needs no model. */
export class Mapping {
  readonly #store: LabStore
  readonly #seat: EngineSeat
  readonly #experimenting: Experimenting
  readonly #shipped: () => Promise<unknown>

  constructor(
    store: LabStore,
    seat: EngineSeat,
    experimenting: Experimenting,
    shipped: () => Promise<unknown>,
  ) {
    this.#store = store
    this.#seat = seat
    this.#experimenting = experimenting
    this.#shipped = shipped
  }

  /** Opens the map for the loaded model, or the shipped one while none is loaded. Never throws. */
  async open(): Promise<void> {
    const { map } = this.#store.getState()
    if (map.phase === 'opening') return
    if (map.phase !== 'open') this.#set({ phase: 'opening' })
    try {
      const found = await this.#found()
      const before = this.#store.getState().map
      if (before.phase === 'open' && before.map.model.hash === found.model.hash) return
      this.#set({ phase: 'open', map: found, added: [], placing: { phase: 'idle' } })
    } catch (error) {
      this.#set({ phase: 'failed', sentence: sentenceOf(error) })
    }
  }

  /** Reads a word in the map's sentences and places it; a refusal stands beside the field. Never throws. */
  async place(word: string): Promise<void> {
    const { map, model } = this.#store.getState()
    if (map.phase !== 'open' || map.placing.phase === 'reading') return
    this.#place({ phase: 'reading', word })
    try {
      const set = directionIn(this.#store.getState())?.set
      if (model.phase !== 'ready' || !set) throw new LabError('bad-input', noModel)
      const { about } = model.model
      const ground = { about, set, blocks: blocksOf(about.nLayers) }
      const engine = measuredModel(about, this.#seat.engine())
      const placed = await placeWord(engine, ground, map.map, word)
      this.#place({ phase: 'idle' }, placed)
    } catch (error) {
      this.#place({ phase: 'refused', sentence: sentenceOf(error) })
    }
  }

  async #found(): Promise<EmotionMap> {
    const { model } = this.#store.getState()
    const about = model.phase === 'ready' ? model.model.about : undefined
    const measured = about ? await this.#experimenting.measuredOf('map') : null
    const own =
      measured &&
      (await measuredEmotionMap(measured.header.ground, measured.header.texts, measured.measured))
    return own ?? parseEmotionMap(await this.#shipped(), about)
  }

  #place(placing: Placing, placed?: PlacedWord): void {
    const { map } = this.#store.getState()
    if (map.phase !== 'open') return
    const others = map.added.filter(({ word }) => word !== placed?.word)
    this.#set({ ...map, placing, added: placed ? [...others, placed] : map.added })
  }

  #set(map: MapPhase): void {
    this.#store.setState({ map })
  }
}

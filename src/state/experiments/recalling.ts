import type { ExperimentName } from '../../experiments/experiment.ts'
import { Measured } from '../../experiments/measured.ts'
import { type RunHeader, runKey } from '../../experiments/runHeader.ts'
import { say } from '../../language/say.ts'
import { sentenceOf } from '../sentenceOf.ts'
import {
  type ExperimentBoard,
  nothingMeasured,
  notStored,
  resultSoFar,
  wholeResult,
} from './experimentBoard.ts'
import { isMeasuring } from './experimentEntry.ts'

/** Shows what is measured of experiments that do not run: after a reload, with another model, with other texts. */
export class Recalling {
  readonly #board: ExperimentBoard
  readonly #turns = new Map<ExperimentName, number>()
  readonly #shown = new Map<ExperimentName, string>() // key of the run that an entry tells of

  constructor(board: ExperimentBoard) {
    this.#board = board
  }

  /** Forgets what is measured, so that the next run begins anew. */
  async reset(name: ExperimentName): Promise<void> {
    if (isMeasuring(this.#board.entry(name).run)) return
    this.#isNews(name)
    this.#shown.delete(name)
    this.#board.set(name, nothingMeasured)
    try {
      await this.#board.storage.remove(await runKey(this.#board.plan(name)))
    } catch {
      // Nothing was stored, or there is no model to say of which run.
    }
  }

  /**
   * Takes own texts, undefined for the shipped ones, and shows what is measured with them. Texts that cannot be used
   * are refused with the sentence that comes back, and those in use stay; null where they are taken.
   */
  async setTexts(name: ExperimentName, texts: unknown): Promise<string | null> {
    if (isMeasuring(this.#board.entry(name).run)) return say('experiments.whileMeasuring')
    const problem = this.#board.problemOf(name, texts)
    if (problem !== null) return problem
    const isNews = this.#isNews(name)
    this.#shown.delete(name)
    this.#board.set(name, { ...nothingMeasured, texts })
    await this.#board.storage
      .keepTexts(name, texts)
      .catch(() => this.#board.set(name, { note: notStored() }))
    await this.#show(name, isNews)
    return null
  }

  /** Shows what is measured of this experiment with the loaded model, its direction and the texts in use. Never throws. */
  async recall(name: ExperimentName): Promise<void> {
    if (isMeasuring(this.#board.entry(name).run)) return
    const isNews = this.#isNews(name)
    const texts = await this.#board.storage.readTexts(name).catch(() => undefined)
    if (!isNews()) return
    if (texts !== undefined) this.#board.set(name, { texts })
    await this.#show(name, isNews)
  }

  /** All that is measured of an experiment with the loaded model; null unless it is whole. */
  async measuredOf(
    name: ExperimentName,
  ): Promise<{ header: RunHeader; measured: Measured } | null> {
    const found = await this.#board.stored(name)
    return found?.header.plan.tasks.every((task) => found.measured.has(task.name))
      ? { header: found.header, measured: new Measured(found.measured) }
      : null
  }

  /** A run of this key begins: what is being recalled of the experiment is stale, and the entry is the run's. */
  began(name: ExperimentName, key: string): void {
    this.#isNews(name)
    this.#shown.set(name, key)
  }

  /** Begins something that makes what was begun before of this experiment stale; the answer says whether it is the last. */
  #isNews(name: ExperimentName): () => boolean {
    const turn = (this.#turns.get(name) ?? 0) + 1
    this.#turns.set(name, turn)
    return () => this.#turns.get(name) === turn
  }

  async #show(name: ExperimentName, isNews: () => boolean): Promise<void> {
    const found = await this.#board.stored(name)
    if (!isNews() || (found && this.#shown.get(name) === found.key)) return
    if (this.#shown.has(name)) this.#board.set(name, nothingMeasured) // of another model, direction or texts
    this.#shown.delete(name)
    if (!found || found.measured.size === 0) return
    this.#shown.set(name, found.key)
    const counts = { done: found.measured.size, total: found.header.plan.tasks.length }
    try {
      const said =
        counts.done === counts.total
          ? { run: { phase: 'done' } as const, result: await wholeResult(found) }
          : { run: { phase: 'paused', ...counts } as const, partial: await resultSoFar(found) }
      if (isNews()) this.#board.set(name, said)
    } catch (error) {
      if (isNews())
        this.#board.set(name, { run: { phase: 'failed', sentence: sentenceOf(error), ...counts } })
    }
  }
}

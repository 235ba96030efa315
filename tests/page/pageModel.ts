import type { Page } from 'playwright-core'
import type {
  Captured,
  CaptureRequest,
  GenerateRequest,
  Generation,
  GenerationEvent,
  ModelDescription,
  SteerableModel,
  TextSource,
  Tokenized,
} from '../../src/steering/steerableModel.ts'

/**
 * The model that a tab has loaded, asked through `globalThis.evenkeel`: the same checks that run in Node then run in
 * the browser. Answers come back when the page has all of them; steering while it writes is not passed on.
 */
export class PageModel implements SteerableModel {
  readonly about: ModelDescription
  readonly #page: Page

  constructor(page: Page, about: ModelDescription) {
    this.#page = page
    this.about = about
  }

  tokenize(source: TextSource): Promise<Tokenized> {
    return this.#page.evaluate((given) => {
      if (!globalThis.evenkeel) throw new Error('the page has no engine')
      return globalThis.evenkeel.tokenize(given)
    }, source)
  }

  async *capture(request: CaptureRequest): AsyncGenerator<Captured> {
    yield* await this.#page.evaluate(async (given) => {
      const answers: Captured[] = []
      for await (const answer of globalThis.evenkeel?.capture(given) ?? []) answers.push(answer)
      return answers
    }, request)
  }

  generate(request: GenerateRequest): Generation {
    const page = this.#page
    const write = async function* (): AsyncGenerator<GenerationEvent> {
      yield* await page.evaluate(async (given) => {
        const events: GenerationEvent[] = []
        for await (const event of globalThis.evenkeel?.generate(given) ?? []) events.push(event)
        return events
      }, request)
    }
    const events = write()
    return {
      [Symbol.asyncIterator]: () => events,
      steer: () => {
        throw new TypeError('a model in a page is not steered while it writes')
      },
    }
  }
}

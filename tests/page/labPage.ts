import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

type Room = 'lab' | 'directions' | 'experiments' | 'lessons' | 'models'
type RoomName = 'Lab' | 'Directions' | 'Experiments' | 'Lessons' | 'Models'
type LaneName = 'Baseline' | 'Steered' | 'Prompted' | 'Random direction'
type Phase = 'idle' | 'running' | 'done' | 'failed'

/** A token as a person sees it, its reading by the unsteered model in SD, and the push it was written under. */
export interface PageToken {
  text: string
  reading: number | null
  coefficient: number
}

/** One tab on the lab in a storage of its own, and a record of all that the tab asked for and complained about. */
export class LabPage {
  readonly page: Page
  readonly url: string
  readonly requests: string[] = [] // every address asked for, by page, worker or service worker
  readonly problems: string[] = [] // console errors, uncaught errors, policy violations; empty it once looked at

  private constructor(page: Page, url: string) {
    this.page = page
    this.url = url
    page.context().on('request', (request) => this.requests.push(request.url()))
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${error.message}`))
  }

  /**
   * Opens a tab that has loaded nothing yet. `url` is the lab's, ending in /. Closing the page's context closes it. The
   * service worker stays out unless a test lets it in: what is tested is what the server sends now.
   */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<LabPage> {
    const context = await browser.newContext({
      ...{ reducedMotion: 'reduce', serviceWorkers: 'block' },
      ...options,
    })
    return new LabPage(await context.newPage(), url)
  }

  async goto(room: Room = 'lab'): Promise<void> {
    await this.page.goto(`${this.url}#/${room}`)
  }

  /** Goes to a room by its link and waits until it is shown: the page changes only once the address has. */
  async enter(room: RoomName): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Rooms' })
      .getByRole('link', { name: room })
      .click()
    await this.page
      .getByRole('heading', { level: 1, name: room, exact: true })
      .waitFor({ state: 'attached' })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  get prompt(): Locator {
    return this.page.getByRole('textbox', { name: 'Prompt' })
  }

  get slider(): Locator {
    return this.page.getByRole('slider', { name: 'Calm to desperate' })
  }

  get direction(): Locator {
    return this.page.getByRole('combobox', { name: 'Direction' })
  }

  get seed(): Locator {
    return this.page.getByRole('spinbutton', { name: 'Seed' })
  }

  get loading(): Locator {
    return this.page.getByRole('progressbar', { name: 'Loading model' })
  }

  lane(name: LaneName): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  /** The one status of the page. */
  get status(): Locator {
    return this.page.getByRole('status')
  }

  /** Waits until the status starts with these words, such as `Ready` or `Writing`; a model in trouble ends the wait. */
  async waitForStatus(words: string, timeout = 110_000): Promise<void> {
    const trouble = /^\s*(The model did not load|The model is gone)/
    const wanted = new RegExp(`^\\s*${words}`)
    await this.status
      .filter({ hasText: new RegExp(`${wanted.source}|${trouble.source}`) })
      .waitFor({ timeout })
    const status = (await this.status.textContent()) ?? ''
    if (trouble.test(status) && !wanted.test(status))
      throw new Error(`${status}: ${await this.page.locator('.trouble').textContent()}`)
  }

  /** Waits until a model is loaded: then the status tells its facts, whatever the last run did. */
  async waitForModel(): Promise<void> {
    await this.waitForStatus('[^·]*·')
  }

  /** Types a number into one of the settings of the next run, by its label. */
  async setNumber(label: string, value: number | string): Promise<void> {
    await this.page.evaluate(() => {
      for (const box of document.querySelectorAll('details.settings')) box.setAttribute('open', '')
    })
    await this.page.getByRole('spinbutton', { name: label, exact: true }).fill(String(value))
  }

  /** Presses Run and waits until all lanes are written. */
  async run(timeout = 110_000): Promise<void> {
    await this.button('Run').click()
    await this.waitForStatus('Done', timeout)
  }

  /** Moves the slider (−0.4 … 0.4) as the browser does when a person has dragged it. */
  async steerTo(coefficient: number): Promise<void> {
    await this.slider.fill(String(coefficient))
  }

  async waitForLane(name: LaneName, phase: Phase, timeout = 110_000): Promise<void> {
    const there = this.lane(name).and(this.page.locator(`[data-phase="${phase}"]`))
    await there.waitFor({ timeout })
  }

  /** The tokens that a lane has written so far. */
  async tokens(name: LaneName): Promise<PageToken[]> {
    return this.lane(name)
      .locator('[data-token]')
      .evaluateAll((all) =>
        all.map((token) => {
          const reading = token.getAttribute('data-reading')
          return {
            text: token.textContent ?? '',
            reading: reading === null ? null : Number(reading),
            coefficient: Number(token.getAttribute('data-coefficient')),
          }
        }),
      )
  }

  /** What a lane has written so far. */
  async text(name: LaneName): Promise<string> {
    return (await this.tokens(name)).map(({ text }) => text).join('')
  }

  /** What was asked of other origins than the lab's own: has to be nothing. */
  get requestsThatLeft(): string[] {
    const { origin } = new URL(this.url)
    return this.requests.filter(
      (address) => !/^(data|blob|about):/.test(address) && !address.startsWith(`${origin}/`),
    )
  }
}

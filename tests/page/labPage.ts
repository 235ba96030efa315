import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

type Room = 'lab' | 'directions' | 'experiments' | 'lessons' | 'models'
type LaneName = 'Baseline' | 'Steered' | 'Prompted' | 'Random direction'
type Phase = 'idle' | 'running' | 'done' | 'failed'

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

  /** Opens a tab that has loaded nothing yet. `url` is the lab's, ending in /. Closing the page's context closes it. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<LabPage> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    return new LabPage(await context.newPage(), url)
  }

  async goto(room: Room = 'lab'): Promise<void> {
    await this.page.goto(`${this.url}#/${room}`)
  }

  roomLink(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name })
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

  /** Moves the slider (−0.4 … 0.4) as the browser does when a person has dragged it. */
  async steerTo(coefficient: number): Promise<void> {
    await this.slider.fill(String(coefficient))
  }

  async waitForLane(name: LaneName, phase: Phase, timeout = 90_000): Promise<void> {
    const there = this.lane(name).and(this.page.locator(`[data-phase="${phase}"]`))
    await there.waitFor({ timeout })
  }

  /** The tokens of a lane as a person sees them, with the reading by the unsteered model, in SD. */
  async tokens(name: LaneName): Promise<{ text: string; reading: number | null }[]> {
    const found = await this.lane(name)
      .locator('[data-token]')
      .evaluateAll((all) =>
        all.map((token) => ({
          text: token.textContent ?? '',
          reading: token.getAttribute('data-reading'),
        })),
      )
    return found.map(({ text, reading }) => ({ text, reading: reading ? Number(reading) : null }))
  }

  /** What was asked of other origins than the lab's own: has to be nothing. */
  get requestsThatLeft(): string[] {
    const { origin } = new URL(this.url)
    return this.requests.filter(
      (address) => !/^(data|blob|about):/.test(address) && !address.startsWith(`${origin}/`),
    )
  }
}

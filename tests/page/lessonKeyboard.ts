import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { LabPage } from './labPage.ts'

/** A lesson as somebody does it who has a keyboard and no mouse. */
export class LessonKeyboard {
  readonly lab: LabPage

  constructor(lab: LabPage) {
    this.lab = lab
  }

  /** Presses Tab, or Shift and Tab, until the keyboard is at this control; fails when it does not come by. */
  async tabTo(control: Locator): Promise<void> {
    await control.waitFor()
    for (let presses = 0; presses < 150; presses++) {
      const way = await control.evaluate(wayTo)
      if (way === 'here') return
      await this.lab.page.keyboard.press(way)
    }
    throw new Error(`the keyboard does not come to ${control}`)
  }

  async press(name: string): Promise<void> {
    await this.follow(this.lab.button(name))
  }

  /** Goes to a link or a button and presses Enter. */
  async follow(control: Locator): Promise<void> {
    await this.tabTo(control)
    await this.lab.page.keyboard.press('Enter')
  }

  /** Replaces what stands in a field. */
  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field)
    await this.lab.page.keyboard.press('ControlOrMeta+A')
    await this.lab.page.keyboard.type(text)
  }

  /** Presses a key on a control until its value is the wanted one; fails where it does not come by. */
  async until(control: Locator, key: string, wanted: string): Promise<void> {
    await this.tabTo(control)
    for (let presses = 0; presses < 100; presses++) {
      if ((await control.inputValue()) === wanted) return
      await this.lab.page.keyboard.press(key)
    }
    throw new Error(`${control} stands at ${await control.inputValue()}, not at ${wanted}`)
  }

  /** Moves the slider to a push, one press of an arrow key after another. */
  async pushTo(push: number): Promise<void> {
    const at = Number(await this.lab.slider.inputValue())
    await this.until(this.lab.slider, push < at ? 'ArrowLeft' : 'ArrowRight', String(push))
  }

  /** Chooses an option of the question by its words, and gives it. */
  async predict(option: string, button = 'That is my prediction'): Promise<void> {
    const group = this.step.getByRole('group')
    const wanted = group.getByRole('radio', { name: option, exact: true })
    const radios = group.getByRole('radio')
    const places = await radios.evaluateAll(
      (all, one) => ({
        wanted: all.indexOf(one as HTMLElement),
        checked: all.findIndex((radio) => (radio as HTMLInputElement).checked),
      }),
      await wanted.elementHandle(),
    )
    const from = Math.max(places.checked, 0) // Tab comes to the chosen one, else to the first
    await this.tabTo(radios.nth(from))
    await this.lab.page.keyboard.press('Space')
    const key = places.wanted < from ? 'ArrowUp' : 'ArrowDown'
    for (let at = 0; at < Math.abs(places.wanted - from); at++)
      await this.lab.page.keyboard.press(key)
    expect(await wanted.isChecked()).toBe(true)
    await this.press(button)
  }

  /** Moves the slider by so many steps of 0.01. */
  async slide(steps: number): Promise<void> {
    await this.tabTo(this.lab.slider)
    const key = steps < 0 ? 'ArrowLeft' : 'ArrowRight'
    for (let at = 0; at < Math.abs(steps); at++) await this.lab.page.keyboard.press(key)
  }

  /** Presses Run and waits until the lanes are written. */
  async run(): Promise<void> {
    await this.press('Run')
    await this.lab.waitForLane('Steered', 'running')
    await this.lab.waitForLane('Steered', 'done')
    await this.lab.waitForStatus('Done')
  }

  get step(): Locator {
    return this.lab.page.locator('.stepCard')
  }

  get status(): Locator {
    return this.lab.page.locator('.stepStatus')
  }

  /** Presses Run and waits until the step says something new about it, however short the run is. */
  async runForStep(timeout = 110_000): Promise<void> {
    const before = await this.status.textContent()
    await this.press('Run')
    const { page } = this.lab
    await page.waitForFunction(saysElse, { before, working: WORKING }, { timeout })
  }

  /** Whether the step that is shown is done. */
  isDone(): Promise<boolean> {
    return this.lab.page.locator('[data-step="passed"]').isVisible()
  }

  /** The id of what came out, once the step is done. */
  async outcome(timeout = 30_000): Promise<string | null> {
    await this.lab.page.locator('[data-step="passed"]').waitFor({ timeout })
    return this.lab.page.locator('[data-outcome]').getAttribute('data-outcome')
  }

  async next(): Promise<void> {
    await this.press('Next step')
    await this.atStep()
  }

  /** The keyboard goes along to the title of a step. */
  async atStep(): Promise<void> {
    await this.lab.page.locator('#lesson-step:focus').waitFor()
  }
}

const WORKING = 'The model is at work.'

/** In the page: which key leads to an element, by the order of the page. */
function wayTo(wanted: Element): 'here' | 'Tab' | 'Shift+Tab' {
  const at = document.activeElement
  if (at === wanted) return 'here'
  const isBehind = at && at !== document.body && at.compareDocumentPosition(wanted) & 2
  return isBehind ? 'Shift+Tab' : 'Tab'
}

/** In the page: whether the step's status differs from what it was, and nothing is written any more. */
function saysElse({ before, working }: { before: string | null; working: string }): boolean {
  const now = document.querySelector('.stepStatus')?.textContent ?? null
  return now !== before && now !== working
}

import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../tests/chromium.ts'
import { LabPage } from '../../tests/page/labPage.ts'
import { serveLab } from '../../tests/page/serveLab.ts'

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
}
const minutes = 60_000

/** The Lab after a run at +0.2, the Directions room and the first experiment, whole pages, as one kind of screen shows them. */
async function photograph(
  browser: Browser,
  labUrl: string,
  colorScheme: 'light' | 'dark',
  size: keyof typeof sizes,
): Promise<void> {
  const lab = await LabPage.open(browser, labUrl, { colorScheme, viewport: sizes[size] })
  const shoot = async (room: string): Promise<void> => {
    const file = `${room}-${colorScheme}-${size}.png`
    await lab.page.screenshot({ path: join(import.meta.dirname, file), fullPage: true })
    console.log(file)
  }
  try {
    await lab.goto('lab')
    await lab.steerTo(0.2)
    await lab.button('Run').click({ timeout: 3 * minutes })
    await lab.waitForLane('Steered', 'done', 3 * minutes)
    await shoot('lab')
    await lab.enter('Directions')
    await lab.page.getByRole('main').waitFor()
    await lab.page.waitForLoadState('networkidle')
    await shoot('directions')
    await lab.enter('Experiments')
    await lab.page.locator('.standing').filter({ hasText: 'recorded' }).waitFor()
    await shoot('experiments')
    for (const problem of lab.problems) console.error(problem)
  } finally {
    await lab.page.context().close()
  }
}

const { labUrl, close } = await serveLab()
try {
  const browser = await launchChromium()
  try {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const size of ['desktop', 'phone'] as const)
        await photograph(browser, labUrl, colorScheme, size)
  } finally {
    await browser.close()
  }
} finally {
  await close()
}

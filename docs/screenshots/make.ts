import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { launchChromium } from '../../tests/chromium.ts'
import { LabPage } from '../../tests/page/labPage.ts'
import { serveLab } from '../../tests/page/serveLab.ts'
import { pupils } from '../../tests/state/pupils.ts'

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  small: { width: 360, height: 740 },
}
const minutes = 60_000

type Way = (lab: LabPage) => Promise<void>

async function goTo({ page, url }: LabPage, hash: string, there: string): Promise<void> {
  await page.goto(`${url}#/${hash}`)
  await page.locator(there).first().waitFor()
}

/** Brings a page to where its picture is taken. All of them are in English at first. */
const ways = {
  front: (lab) => goTo(lab, '', '.front .dose svg'),
  lab: async (lab) => {
    await lab.goto('lab')
    await lab.steerTo(0.2)
    await lab.button('Run').click({ timeout: 3 * minutes })
    await lab.waitForLane('Steered', 'done', 3 * minutes)
  },
  directions: (lab) => goTo(lab, 'directions', '.directions .passport'),
  experiments: (lab) => goTo(lab, 'experiments', '.experiments .claims'),
  lessons: (lab) => goTo(lab, 'lessons', '.lessonCard'),
  lesson: async (lab) => {
    await goTo(lab, 'lessons/steering', '.stepCard')
    await lab.waitForModel()
    await lab.page.getByRole('radio', { name: 'Three times the same text' }).check()
    await lab.button('That is my prediction').click()
    await lab.button('Set up').click()
    await lab.button('Run').click()
    await lab.page.locator('.outcome').waitFor({ timeout: 3 * minutes })
  },
  handout: (lab) => goTo(lab, 'lessons/steering/handout', '.sheetStep'),
  class: async (lab) => {
    await goTo(lab, 'lessons/class', '.makeClass .linkText')
    await lab.page.getByRole('textbox', { name: 'Title' }).fill('Tuesday, period 3')
    await lab.button('Add a prompt').click()
    await lab.page.getByRole('textbox', { name: 'Prompt 1' }).fill('Describe the room you are in.')
  },
  results: async (lab) => {
    await goTo(lab, 'lessons/results', '.gather')
    const simulated = pupils(30, { slope: 5, spread: 2, noise: 0.6 })
    const codes = await Promise.all(simulated.map(encodeResult))
    await lab.page.locator('.gather textarea').fill(codes.join('\n'))
    await lab.button('Add codes').click()
    await lab.page.locator('.results .figure').waitFor()
  },
  about: (lab) => goTo(lab, 'about', '.about article'),
} satisfies Record<string, Way>

interface Roll {
  colorScheme: 'light' | 'dark'
  size: keyof typeof sizes
  german?: boolean
  names: readonly (keyof typeof ways)[]
}

const rolls: readonly Roll[] = [
  {
    ...{ colorScheme: 'light', size: 'desktop' },
    names: [
      ...(['front', 'lab', 'directions', 'experiments', 'lessons', 'lesson', 'handout'] as const),
      ...(['class', 'results', 'about'] as const),
    ],
  },
  {
    ...{ colorScheme: 'dark', size: 'phone' },
    names: [
      ...(['front', 'lab', 'directions', 'experiments', 'lessons', 'lesson'] as const),
      ...(['class', 'results', 'about'] as const),
    ],
  },
  ...(
    [
      ['dark', 'desktop'],
      ['light', 'phone'],
    ] as const
  ).map(
    ([colorScheme, size]): Roll => ({
      ...{ colorScheme, size, names: ['front', 'lab', 'directions', 'experiments'] },
    }),
  ),
  { colorScheme: 'light', size: 'small', names: ['lesson'] },
  { colorScheme: 'light', size: 'small', german: true, names: ['front', 'lab'] },
]

/** Takes one roll in one tab: whole pages, as one kind of screen shows them. */
async function photograph(browser: Browser, labUrl: string, roll: Roll): Promise<void> {
  const { colorScheme, size, german = false, names } = roll
  const viewport = sizes[size]
  const lab = await LabPage.open(browser, labUrl, {
    colorScheme,
    viewport,
    hasTouch: size !== 'desktop',
  })
  const language = lab.page.locator('.languageChoice')
  try {
    for (const name of names) {
      await ways[name](lab)
      if (german) await language.selectOption('de')
      await lab.page.waitForLoadState('networkidle')
      const file = `${[name, ...(german ? ['de'] : []), colorScheme, size].join('-')}.png`
      await lab.page.mouse.move(0, 0)
      await lab.page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        document.querySelector('.lesson .outcome')?.scrollIntoView({ block: 'end' })
        scrollTo(0, 0)
      })
      const path = join(import.meta.dirname, file)
      await lab.page.screenshot({ path, fullPage: name !== 'about' }) // which is long
      console.log(file)
      if (german) await language.selectOption('en')
    }
    for (const problem of lab.problems) console.error(problem)
  } finally {
    await lab.page.context().close()
  }
}

const { labUrl, close } = await serveLab()
try {
  const browser = await launchChromium()
  try {
    for (const roll of rolls) await photograph(browser, labUrl, roll)
  } finally {
    await browser.close()
  }
} finally {
  await close()
}
